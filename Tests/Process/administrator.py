"""What an administrator with a shell, but without the key, may do to the data folder of a stopped centre.

Each attack is given the folder and the records of two people's arrivals, `n` before `other`.
"""
import base64, gzip, os, re, struct
from scene import database
from tlog import bundle, leaf_hash, node_hash, root

HOUR = 3_600_000_000


def put_leaf(shell, number, leaf):
    shell.execute("update record set leaf = ? where number = ?", (leaf, number))


def leaf_of(shell, number):
    return shell.execute("select leaf from record where number = ?", (number,)).fetchone()[0]


def frontier(hashes):
    """The head as the database keeps it: the size, then the roots of the whole subtrees, largest first."""
    edge, left = struct.pack(">Q", len(hashes)), hashes
    while left:
        width = 1 << (len(left).bit_length() - 1)
        edge, left = edge + root(left[:width]), left[width:]
    return edge


def put_head(shell):
    """Whoever knows the format makes the head fit to the rows again."""
    hashes = [leaf_hash(leaf) for leaf, in shell.execute("select leaf from record order by number")]
    shell.execute("update head set size = ?, frontier = ?", (len(hashes), frontier(hashes)))


def forged(leaf):
    return leaf.replace(b'"caseCode":"FIRST', b'"caseCode":"OTHER')


def clock_back(leaf):
    return re.sub(rb'"occurred":(\d+)', lambda found: b'"occurred":%d' % (int(found[1]) - HOUR), leaf)


def edit_row(data, n, other):
    with database(data) as shell:
        put_leaf(shell, n, forged(leaf_of(shell, n)))


def edit_row_and_head(data, n, other):
    edit_row(data, n, other)
    with database(data) as shell:
        put_head(shell)


def delete_row(data, n, other):
    with database(data) as shell:
        shell.execute("delete from record where number = ?", (n,))


def delete_last_rows(data, n, other):
    with database(data) as shell:
        shell.execute("delete from record where number > ?", (other,))
        put_head(shell)


def delete_all_rows(data, n, other):
    with database(data) as shell:
        shell.execute("delete from record")


def insert_row(data, n, other):
    with database(data) as shell:
        shell.execute("update record set number = -number - 1 where number >= ?", (n,))
        shell.execute("update record set number = -number where number < 0")
        shell.execute("insert into record select ?, randomblob(16), kind, stay, tag, occurred_us, recorded_us, leaf"
                      " from record where number = ?", (n, n + 1))
        put_leaf(shell, n, forged(leaf_of(shell, n)))


def swap_rows(data, n, other):
    with database(data) as shell:
        first, second = leaf_of(shell, n), leaf_of(shell, other)
        put_leaf(shell, n, second)
        put_leaf(shell, other, first)


def double_row(data, n, other):
    with database(data) as shell:
        put_leaf(shell, n, leaf_of(shell, other))


def set_leaf_clock_back(data, n, other):
    with database(data) as shell:
        put_leaf(shell, n, clock_back(leaf_of(shell, n)))


def set_rows_clock_back(data, n, other):
    with database(data) as shell:
        shell.execute("update record set occurred_us = occurred_us - ?, recorded_us = recorded_us - ?"
                      " where number >= ?", (HOUR, HOUR, n))


def link_row_to_other_stay(data, n, other):
    with database(data) as shell:
        shell.execute("update record set stay = (select stay from record where number = ?) where number = ?", (other, n))


def exchange_contents(data, n, other):
    with database(data) as shell:
        first, second = (shell.execute("select person, salt, sealed from content where record = ?", (number,)).fetchone()
                         for number in (n, other))
        for number, words in ((n, second), (other, first)):
            shell.execute("update content set person = ?, salt = ?, sealed = ? where record = ?", (*words, number))


def delete_content(data, n, other):
    with database(data) as shell:
        shell.execute("delete from content where record = ?", (n,))


def delete_person_key(data, n, other):
    with database(data) as shell:
        shell.execute("delete from person_key where person = (select person from content where record = ?)", (n,))


def drop_constraints_and_release(data, n, other):
    """There are no triggers; what there is of checks in the schema goes first, then a person is no longer there."""
    with database(data) as shell:
        shell.execute("pragma writable_schema = on")
        shell.execute("update sqlite_master set sql = replace(replace(sql, 'check (is_open in (0, 1))', ''), ') strict', ')')"
                      " where type = 'table'")
    with database(data) as shell:
        shell.execute("drop index stay_open")
        shell.execute("update stay set is_open = 0 where id = (select stay from record where number = ?)", (n,))


def close_alarm(data, n, other):
    with database(data) as shell:
        shell.execute("update alarm set is_open = 0, value = replace(value, 'T101', 'T102') where value like '%T101%'")


def cut_database(data, n, other):
    path = data / "centre.sqlite"
    os.truncate(path, path.stat().st_size // 2)


def chunk(data):
    return sorted((data / "observations").glob("*.gz"))[0]


def edit_observation(data, n, other):
    path = chunk(data)
    text = gzip.decompress(path.read_bytes())
    path.write_bytes(gzip.compress(text.replace(b'"x": 5.0', b'"x": 9.0')))


def delete_observations(data, n, other):
    chunk(data).unlink()


def edit_policy(data, n, other):
    for path in (data / "blobs").iterdir():
        path.write_bytes(path.read_bytes() + b"\n")


class Log:
    """The journal's files in a copy, where record `n` lies in the first, full bundle."""

    def __init__(self, data):
        self.folder = data / "journal"
        self.entries, self.level0 = self.folder / "tile/entries/000", self.folder / "tile/0/000"
        self.level1 = self.folder / "tile/1/000.p/1"
        data, self.leaves = self.entries.read_bytes(), []
        while data:
            length, = struct.unpack(">H", data[:2])
            self.leaves.append(data[2 : 2 + length])
            data = data[2 + length :]

    def forge(self, n, tiles):
        """Changes the record and as many tiles above it as are asked for, so that these fit."""
        self.leaves[n] = forged(self.leaves[n])
        self.entries.write_bytes(bundle(self.leaves))
        hashes = [leaf_hash(leaf) for leaf in self.leaves]
        if tiles > 0:
            self.level0.write_bytes(b"".join(hashes))
        if tiles > 1:
            self.level1.write_bytes(root(hashes))


def edit_bundle(data, n, other):
    Log(data).forge(n, 0)


def edit_bundle_and_tile(data, n, other):
    Log(data).forge(n, 1)


def edit_bundle_and_tiles(data, n, other):
    Log(data).forge(n, 2)


def edit_everything_but_the_signature(data, n, other):
    """Row, head, bundle, every tile, and the root that the checkpoint names."""
    edit_row_and_head(data, n, other)
    Log(data).forge(n, 2)
    journal = data / "journal"
    wide = sorted(path for path in (journal / "tile/0/001.p").iterdir())[-1].read_bytes()
    first, second = (journal / "tile/1/000.p/1").read_bytes(), [wide[at : at + 32] for at in range(0, len(wide), 32)]
    lines = (journal / "checkpoint").read_text().split("\n")
    lines[2] = base64.b64encode(node_hash(first, root(second))).decode()
    (journal / "checkpoint").write_text("\n".join(lines))


def edit_rows_and_tiles(data, n, other):
    edit_row_and_head(data, n, other)
    Log(data).forge(n, 2)


def edit_tile(data, n, other):
    path = Log(data).level0
    hashes = bytearray(path.read_bytes())
    hashes[32 * n] ^= 1
    path.write_bytes(hashes)


def cut_bundle(data, n, other):
    path = Log(data).entries
    os.truncate(path, path.read_bytes().index(Log(data).leaves[n]) + 9)


def delete_bundle(data, n, other):
    Log(data).entries.unlink()


def exchange_bundles(data, n, other):
    first = Log(data).entries
    second = sorted((first.parent / "001.p").iterdir())[-1]
    one, two = first.read_bytes(), second.read_bytes()
    first.write_bytes(two)
    second.write_bytes(one)


def delete_checkpoint(data, n, other):
    (data / "journal/checkpoint").unlink()


def edit_size(data, n, other):
    path = data / "journal/checkpoint"
    lines = path.read_text().split("\n")
    path.write_text("\n".join([lines[0], str(n), *lines[2:]]))


def add_bundle(data, n, other):
    """A record ahead of what was signed, as a file alone."""
    (data / "journal/tile/entries/002.p").mkdir()
    (data / "journal/tile/entries/002.p/1").write_bytes(bundle([forged(Log(data).leaves[n])]))
