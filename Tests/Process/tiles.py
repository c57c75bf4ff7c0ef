"""The log on disk is a C2SP tlog-tiles log (TRUST A3): a client written from the text of the specification reads a
centre's folder and logs of many sizes, rebuilds every tile and the root, and checks the signature with openssl.

usage: tiles.py [SIZES]
"""
import base64, hashlib, pathlib, random, subprocess, sys, tempfile
from centre import BINARY, centre, leaves
from tlog import bundle, leaf_hash, root, tile_path

SIZES = int(sys.argv[1]) if len(sys.argv) > 1 else 20
SEED = 20260302
# SubjectPublicKeyInfo of an Ed25519 key (RFC 8410) up to the 32 bytes of the key itself.
DER = bytes.fromhex("302a300506032b6570032100")


def read_note(folder, key):
    """Origin, size and root of the checkpoint, its signature checked (C2SP signed-note, tlog-checkpoint)."""
    text, _, signatures = (folder / "checkpoint").read_text().rpartition("\n\n")
    text += "\n"
    name, key_id, encoded = key.split("+", 2)
    public = base64.b64decode(encoded)
    assert public[0] == 1, "an Ed25519 key"
    expected = hashlib.sha256(name.encode() + b"\n" + public).digest()[:4]
    assert expected.hex() == key_id, "the key's id follows from its name and bytes"
    line = next(line for line in signatures.split("\n") if line.startswith(f"\u2014 {name} "))
    signature = base64.b64decode(line.split(" ")[2])
    assert signature[:4] == expected
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        (scratch / "key").write_bytes(DER + public[1:])
        (scratch / "text").write_bytes(text.encode())
        (scratch / "signature").write_bytes(signature[4:])
        subprocess.run(["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", scratch / "key", "-keyform", "DER",
                        "-in", scratch / "text", "-sigfile", scratch / "signature"], check=True, capture_output=True)
    origin, size, encoded = text.split("\n")[:3]
    return origin, int(size), base64.b64decode(encoded)


def check_log(folder, key):
    """Rebuilds every file that a log of this size has, from its records; answers with how many there were."""
    _, size, signed = read_note(folder, key)
    hashes = [leaf_hash(entry) for _, _, _, entry in leaves(folder, size)]
    assert len(hashes) == size
    assert root(hashes) == signed, f"size {size}: the records do not give the signed root"
    level, count = 0, 0
    while hashes:
        for start in range(0, len(hashes), 256):
            tile = hashes[start : start + 256]
            path = tile_path(folder, level, start // 256, len(tile))
            assert path.read_bytes() == b"".join(tile), f"size {size}: {path} differs"
            count += 1
        hashes = [root(hashes[start : start + 256]) for start in range(0, len(hashes) // 256 * 256, 256)]
        level += 1
    return count


def build(scratch, generator, size, signer):
    entries = [generator.randbytes(generator.randrange(0, 40)) for _ in range(size)]
    (scratch / "entries").write_bytes(bundle(entries))
    folder = scratch / f"log-{size}"
    subprocess.run([BINARY, "journal", "build", "--origin", "ringfence.example/tiles", "--key", signer, scratch / "entries",
                    folder], check=True)
    return folder


def main():
    generator = random.Random(SEED)
    with centre() as one, tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        for number in range(6):
            one.device(*[f"d{number}-{n}" for n in range(60)])
        one.start()
        assert one.stop() == 0
        journal = one.folder / "data/journal"
        files = check_log(journal, one.key)
        assert (journal / "tile/0/000").exists(), "the centre's log has a full tile"
        signer = one.folder / "keys/journal.key"
        public = one.key
        name = public.split("+")[0]
        sizes = [1, 255, 256, 257, 511, 512] + [generator.randrange(1, 1200) for _ in range(SIZES)]
        for size in sizes:
            folder = build(scratch, generator, size, signer)
            files += check_log(folder, public)
        big = build(scratch, generator, 66_000, signer)
        files += check_log(big, public)
        assert (big / "tile/2").exists() or (big / "tile/1/000").exists()
        print(f"tiles: {len(sizes) + 2} logs signed by {name}, {files} tiles rebuilt, 0 differ")


main()
