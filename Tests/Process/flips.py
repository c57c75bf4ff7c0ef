"""One flipped bit is found by the command itself, and the first bad record named (TRUST A4).

Bits of a log of a million records, chosen from all its bytes alike, and some of each upper level and of the checkpoint;
then bits of a real centre's rows, which `check` compares with the log. Each flip is one whole run of the command over
files on disk. Far more of them are in Tests/JournalTests/FlipTests.swift, which goes through the verifier alone.

usage: flips.py [FLIPS] [RECORDS]
"""
import pathlib, random, subprocess, sys, tempfile, time
from centre import BINARY, centre
from scene import Scene, ask, database
from tlog import write_entries

FLIPS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
RECORDS = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
OF_EACH_OTHER = 10
SEED = 20260302


def first_record(folder, path, byte):
    """The first record below that byte, reckoned from the format; nothing for the checkpoint, which concerns all."""
    parts = path.relative_to(folder).parts
    if parts == ("checkpoint",):
        return None
    words = parts[2:-1] if parts[-2].endswith(".p") else parts[2:]
    index = int("".join(word.removeprefix("x").removesuffix(".p") for word in words))
    if parts[1] != "entries":
        level = int(parts[1])
        return (index * 256 + byte // 32) << 8 * level
    data, at, record = path.read_bytes(), 0, index * 256
    while True:
        at += 2 + int.from_bytes(data[at : at + 2], "big")
        if byte < at:
            return record
        record += 1


def flip(path, byte, bit):
    with open(path, "r+b") as file:
        file.seek(byte)
        found = file.read(1)[0]
        file.seek(byte)
        file.write(bytes([found ^ 1 << bit]))


def choose(generator, files, count):
    sizes = [path.stat().st_size for path in files]
    for path in generator.choices(files, sizes, k=count):
        yield path, generator.randrange(path.stat().st_size), generator.randrange(8)


def flip_log(generator, scratch, signer):
    log = scratch / "log"
    write_entries(scratch / "entries", RECORDS)
    subprocess.run([BINARY, "journal", "build", "--origin", "ringfence/linhai", "--key", signer, scratch / "entries", log],
                   check=True)
    files = sorted(path for path in log.rglob("*") if path.is_file())
    places = list(choose(generator, files, FLIPS))
    for part in ("checkpoint", *(f"tile/{level}/" for level in (1, 2))):
        own = [path for path in files if str(path.relative_to(log)).startswith(part)]
        places += choose(generator, own, OF_EACH_OTHER) if own else []
    for path, byte, bit in places:
        record = first_record(log, path, byte)
        flip(path, byte, bit)
        isSound, words = ask("verify", log, "--journal-key", signer)
        flip(path, byte, bit)
        expected = "NOT verified: checkpoint" if record is None else f"NOT verified: first bad record {record}:"
        assert not isSound and words.startswith(expected), f"{path}, byte {byte}, bit {bit}: {words}"
    isSound, words = ask("verify", log, "--journal-key", signer)
    assert isSound, f"after all flips were taken back: {words}"
    return len(places)


def flip_rows(generator, scene):
    with scene.copy() as data:
        for _ in range(FLIPS // 2):
            with database(data) as shell:
                number = generator.randrange(scene.size)
                leaf = shell.execute("select leaf from record where number = ?", (number,)).fetchone()[0]
                spoilt = bytearray(leaf)
                spoilt[generator.randrange(len(leaf))] ^= 1 << generator.randrange(8)
                shell.execute("update record set leaf = ? where number = ?", (bytes(spoilt), number))
            isSound, words = scene.check(data)
            assert not isSound and words.startswith(f"record {number}: the row is not"), f"row {number}: {words}"
            with database(data) as shell:
                shell.execute("update record set leaf = ? where number = ?", (leaf, number))
        isSound, words = scene.check(data)
        assert isSound, words
    return FLIPS // 2


def main():
    begun, generator = time.monotonic(), random.Random(SEED)
    with centre() as one, tempfile.TemporaryDirectory(prefix="ringfence-flips-") as scratch:
        scene = Scene(one)
        rows = flip_rows(generator, scene)
        count = flip_log(generator, pathlib.Path(scratch), scene.signer)
    print(f"flips: {count} bits of a log of {RECORDS} records and {rows} of rows: each found, its first record named;"
          f" {time.monotonic() - begun:.0f} s")


main()
