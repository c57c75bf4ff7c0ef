"""What an administrator may do to the files of a centre is found (TRUST A5), first without the key, then with it.

Without: rows by the database's shell, files by hand, whole files put back. Each is done on a copy of a real centre's
data, and the command that finds it names the first bad record wherever the design can: not where rows, tiles and head
were all made to fit one another, and not where a whole file was put back or cut. With the key the history is written
anew and signed, so that nothing disagrees: only a checkpoint that somebody kept from before finds it.

Not told apart from the truth by anybody: a new record appended before it is signed, and with the key whatever is
changed behind the last checkpoint that was kept.
"""
import re, shutil, time
import administrator as by
from centre import centre
from scene import Scene, ask, size_of
from tlog import bundle

# What is done, which command finds it, and what it says of it. {n} is the record of the arrival that is attacked.
ROW, GONE = "record {n}: the row is not what the journal says", "record {n}: the row is missing"
REFUSED = "the journal is older than, or other than, what was signed: "
WITHOUT_KEY = [
    (by.edit_row, "check", ROW),
    (by.edit_row_and_head, "check", REFUSED + r"otherHistory\(size: {size}\)"),
    (by.delete_row, "check", GONE),
    (by.delete_last_rows, "check", REFUSED + r"behindGuard\(signed: {size}, found: {left}\)"),
    (by.delete_all_rows, "check", "^record 0: the row is missing"),
    (by.insert_row, "check", ROW),
    (by.swap_rows, "check", ROW),
    (by.double_row, "check", ROW),
    (by.set_leaf_clock_back, "check", ROW),
    (by.set_rows_clock_back, "rebuild", "^table record, row {n}: not what the journal gives"),
    (by.link_row_to_other_stay, "rebuild", "^table record, row {n}: not what the journal gives"),
    (by.exchange_contents, "check", "^record {n}: content .* is not what was committed to"),
    (by.delete_content, "check", "^record {n}: content .* is missing and not erased"),
    (by.delete_person_key, "check", "^record {n}: content .* is missing and not erased"),
    (by.drop_constraints_and_release, "rebuild", "^table stay, row {stay}: not what the journal gives"),
    (by.close_alarm, "rebuild", "^table alarm, row [0-9A-F]{{32}}: not what the journal gives"),
    (by.cut_database, "check", "malformed"),
    (by.edit_observation, "check", r"^record {chunk}: file observations/\S+ is not the one that was kept"),
    (by.delete_observations, "check", r"^record {chunk}: file observations/\S+ is missing"),
    (by.edit_policy, "check", r"^record \d+: file blobs/\S+ is not the one that was kept"),
    (by.edit_bundle, "verify", r"first bad record {n}: leafDiffers\(at: {n}\)"),
    (by.edit_tile, "verify", r"first bad record {n}: tileDiffers\(level: 0, index: 0, at: {n}\)"),
    (by.edit_bundle_and_tile, "verify", r"first bad record 0: recordsDiffer\(at: 0, upTo: 256\)"),
    (by.edit_bundle_and_tiles, "verify", r"rootDiffers\(size: {size}\)"),
    (by.edit_rows_and_tiles, "check", REFUSED + r"otherHistory\(size: {size}\)"),
    (by.edit_everything_but_the_signature, "verify", "checkpointUnsigned"),
    (by.cut_bundle, "verify", r"first bad record {n}: bundleMalformed"),
    (by.delete_bundle, "verify", r"first bad record 0: fileMissing"),
    (by.exchange_bundles, "verify", r"first bad record 0: leafDiffers\(at: 0\)"),
    (by.delete_checkpoint, "verify", "checkpointMissing"),
    (by.edit_size, "verify", "checkpointUnsigned"),
    (by.add_bundle, "verify", "fileUnexpected"),
]


def without_key(scene):
    n, other = scene.arrived[1:3]
    stay, chunk = places(scene, n)
    words = {"n": n, "size": scene.size, "left": other + 1, "stay": stay, "chunk": chunk}
    with scene.copy() as data:
        for command in ("verify", "check", "rebuild"):
            found = run(scene, command, data)
            assert found[0], f"{command} finds something in an untouched copy: {found[1]}"
    for attack, command, pattern in WITHOUT_KEY:
        with scene.copy() as data:
            attack(data, n, other)
            expect_found(attack.__name__, run(scene, command, data), pattern.format(**words))
    return len(WITHOUT_KEY) + put_back(scene) + foreign_key(scene)


def run(scene, command, data):
    if command == "verify":
        return scene.verify(data / "journal")
    return scene.check(data) if command == "check" else scene.rebuild(data)


def expect_found(name, answer, pattern):
    isSound, text = answer
    assert not isSound, f"{name} was not found"
    found = re.search(pattern, text, re.MULTILINE)
    assert found, f"{name}: the report was not /{pattern}/ but: {text}"
    first = re.search(r"record (\d+)", text)
    named = re.search(r"record (\d+)", found[0])
    assert not (first and named) or first[1] == named[1], f"{name}: another record is named first: {text}"


def places(scene, n):
    """The stay of that arrival, and the record of the first chunk of observations."""
    records = list(scene.one.records())
    chunk = next(number for number, kind, _ in records if kind == "centre.chunk-closed")
    return records[n][2]["event"]["stay"].upper(), chunk


def put_back(scene):
    """Whole files of yesterday: each of them is valid in itself."""
    behind = rf"behindGuard\(signed: {scene.size}, found: {scene.kept_size}\)"
    with scene.copy() as data:
        for path in data.glob("centre.sqlite*"):
            path.unlink()
        for path in scene.yesterday.glob("centre.sqlite*"):
            shutil.copy(path, data)
        expect_found("yesterday's database", scene.check(data), REFUSED + behind)
    with scene.copy() as data:
        shutil.rmtree(data)
        shutil.copytree(scene.yesterday, data)
        assert scene.verify(data / "journal")[0], "yesterday's folder is sound in itself"
        known = scene.one.folder / "keys/guard"
        expect_found("yesterday's folder", scene.verify(data / "journal", "--known", known), behind)
        expect_found("yesterday's folder", scene.check(data), REFUSED + behind)
    return 2


def foreign_key(scene):
    """The whole history anew, under the log's name, signed by a key of the administrator's own."""
    folder = scene.one.folder / "own"
    ask("device", "add", "d", "--data", folder / "data", "--keys", folder / "keys", "--name", scene.one.name)
    with scene.copy() as data:
        entries = scene.entries()
        entries[scene.arrived[1]] = by.forged(entries[scene.arrived[1]])
        build(scene, entries, data / "journal", folder / "keys/journal.key")
        expect_found("another key", scene.verify(data / "journal"), "checkpointUnsigned")
    return 1


def build(scene, entries, journal, signer):
    shutil.rmtree(journal, ignore_errors=True)
    (scene.one.folder / "entries").write_bytes(bundle(entries))
    origin = (scene.journal / "checkpoint").read_text().split("\n")[0]
    isBuilt, words = ask("journal", "build", "--origin", origin, "--key", signer, scene.one.folder / "entries", journal)
    assert isBuilt, words


def without(entries, wanted):
    return [entry for number, entry in enumerate(entries) if not wanted(number, entry)]


def changed(entries, n, change):
    return [*entries[:n], change(entries[n]), *entries[n + 1 :]]


def moved(entries, n, to):
    rest = without(entries, lambda number, _: number == n)
    return [*rest[:to], entries[n], *rest[to:]]


def exchanged(entries, n, other, pattern):
    """What both records have of that pattern, exchanged."""
    one, two = (re.search(pattern, entries[number])[0] for number in (n, other))
    return changed(changed(entries, n, lambda e: e.replace(one, two)), other, lambda e: e.replace(two, one))


# What is made of the records e; n and o are arrivals before the checkpoint that was kept, k its size.
WITH_KEY = {
    "edit": lambda e, n, o, k: changed(e, n, by.forged),
    "delete": lambda e, n, o, k: without(e, lambda number, _: number == n),
    "insert": lambda e, n, o, k: [*e[:n], by.forged(e[n]), *e[n:]],
    "swap": lambda e, n, o, k: changed(changed(e, n, lambda _: e[o]), o, lambda _: e[n]),
    "one twice, one never": lambda e, n, o, k: changed(e, n, lambda _: e[o]),
    "cut below what was kept": lambda e, n, o, k: e[: k - 1],
    "cut to the arrival": lambda e, n, o, k: e[:n],
    "nothing left": lambda e, n, o, k: [],
    "cut and filled up": lambda e, n, o, k: e[:n] + e[n + 1 :] + [e[-1]],
    "the first record": lambda e, n, o, k: changed(e, 0, by.clock_back),
    "the last record of those kept": lambda e, n, o, k: changed(e, k - 1, by.clock_back),
    "clock back, one": lambda e, n, o, k: changed(e, n, by.clock_back),
    "clock back, all": lambda e, n, o, k: [by.clock_back(entry) for entry in e],
    "link to another stay": lambda e, n, o, k: exchanged(e, n, o, rb'"stay":"[0-9a-f]{32}"'),
    "exchange contents": lambda e, n, o, k: exchanged(e, n, o, rb'"contents":\[.*?\]'),
    "exchange commitments": lambda e, n, o, k: exchanged(e, n, o, rb'"commitment":"[0-9a-f]{64}"'),
    "nothing personal left": lambda e, n, o, k: changed(e, n, lambda x: re.sub(rb'"contents":\[.*?\]', b'"contents":[]', x)),
    "all of one kind deleted": lambda e, n, o, k: without(e, lambda _, x: b'"kind":"stay.arrived"' in x),
    "an empty record": lambda e, n, o, k: changed(e, n, lambda _: b""),
    "moved to the end": lambda e, n, o, k: moved(e, n, len(e) - 1),
    "the other way round": lambda e, n, o, k: e[::-1],
}


def with_key(scene):
    """With the signing key, and the guard beside it written anew: everything agrees, and is not what was kept."""
    entries, (n, other) = scene.entries(), scene.arrived[1:3]
    journal, guard = scene.one.folder / "forged", scene.one.folder / "forged-guard"
    build(scene, entries, journal, scene.signer)
    kept = scene.verify(journal, "--known", scene.kept)
    assert kept[0], f"the true history does not continue the checkpoint that was kept: {kept[1]}"
    for name, forge in WITH_KEY.items():
        made = forge(entries, n, other, scene.kept_size)
        assert made != entries, name
        build(scene, made, journal, scene.signer)
        guard.write_text((journal / "checkpoint").read_text().split("\n\n")[0] + "\n")
        assert scene.verify(journal, "--known", guard)[0], f"{name}: whoever has the key would do better"
        size = size_of(journal / "checkpoint")
        behind = rf"first bad record {size}: behindGuard\(signed: {scene.kept_size}, found: {size}\)"
        pattern = rf"otherHistory\(size: {scene.kept_size}\)" if size >= scene.kept_size else behind
        expect_found(name, scene.verify(journal, "--known", scene.kept), pattern)
    return len(WITH_KEY)


def kept_must_be_signed(scene):
    """What is given as a kept checkpoint counts only with the key's own signature."""
    forged = scene.one.folder / "forged-checkpoint"
    forged.write_text(re.sub(r"\n\d+\n", "\n1\n", scene.kept.read_text(), count=1))
    expect_found("a forged kept checkpoint", scene.verify(scene.journal, "--known", forged), "signatureInvalid")


def main():
    begun = time.monotonic()
    with centre() as one:
        scene = Scene(one)
        count, more = without_key(scene), with_key(scene)
        kept_must_be_signed(scene)
    print(f"attacks: {count} of {count} found without the key, {more} of {more} with it by a kept checkpoint;"
          f" {time.monotonic() - begun:.0f} s")


main()
