"""Merkle trees and tiles, written from the text of RFC 6962 and C2SP tlog-tiles, not from our code."""
import hashlib, struct
from centre import tile_name


def leaf_hash(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(hashes):
    """The Merkle tree hash of RFC 6962, section 2.1, over hashes of any level."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << ((len(hashes) - 1).bit_length() - 1)
    return node_hash(root(hashes[:split]), root(hashes[split:]))


def tile_path(folder, level, index, width):
    name = f"{tile_name(index)}.p/{width}" if width < 256 else tile_name(index)
    return folder / "tile" / str(level) / name


def bundle(entries):
    """Entries as a bundle has them, each after its length."""
    return b"".join(struct.pack(">H", len(entry)) + entry for entry in entries)


def write_entries(path, records):
    """A file of so many invented records for `journal build`, like those of tags that were bound."""
    with open(path, "wb") as file:
        for number in range(records):
            leaf = (b'{"by":"P2001","contents":[],"event":{"at":1772409600%06d,"stay":"%032x","tag":"T101"},"id":"%032x",'
                    b'"kind":"stay.tag-bound","occurred":1772409600%06d,"recorded":1772409600%06d,"version":1}'
                    % (number, number // 40, number * 2654435761, number, number))
            file.write(bundle([leaf]))
