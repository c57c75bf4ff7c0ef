"""`make tamper` names the record that was altered, and leaves the original as it was."""
import hashlib, subprocess
from centre import ROOT, centre


def digest(folder):
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.update(str(path).encode() + path.read_bytes())
    return found.hexdigest()


def main():
    with centre() as one:
        custodian = one.account("desk", "custodian", officer="P1001")
        one.start()
        records = []
        for number in range(3):
            status, answer = one.call("POST", "/api/v1/stays", {
                "personKind": "criminalSuspect", "caseCode": f"TAMPER-{number}", "officers": ["P2001"], "paper": "unknown",
                "arrival": {"mode": "summoned", "ground": "summons", "at": "2026-01-01T08:00:00Z"}}, custodian)
            assert status == 201, answer
            records.append(answer["record"])
        assert one.stop() == 0
        before = digest(one.folder / "data")
        command = [ROOT / "Scripts/tamper", one.folder / "data", one.folder / "keys"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        print(done.stdout.strip())
        assert done.returncode == 0, done.stderr
        assert f"first bad record {records[-1]}: leafDiffers(at: {records[-1]})" in done.stdout
        assert digest(one.folder / "data") == before


main()
