"""Schemathesis against the served OpenAPI document, as a stranger, as each role and as a device (TRUST D22).

No answer is a 5xx, none breaks the document. The ids of the document are ones that exist, so that requests get past
the first look-up. Takes the number of examples of each operation.
"""
import concurrent.futures, json, pathlib, re, subprocess, sys, time
from centre import centre
from visitor import Visitor, now

EXAMPLES = sys.argv[1] if len(sys.argv) > 1 else "5"
SCHEMATHESIS = pathlib.Path(sys.executable).with_name("st")
CHECKS = ["not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
                   "response_headers_conformance", "negative_data_rejection", "unsupported_method", "allow_header_conformance"]


def seeded(one, desk, hub):
    """The served document with ids of stays and alarms that are there."""
    arrival = {"personKind": "criminalSuspect", "caseCode": "LH-2026-0001", "officers": ["P2002"], "paper": "unknown",
               "arrival": {"mode": "brought", "at": "2026-03-02T00:00:00Z"}}
    stays = [desk.post("/api/v1/stays", arrival).json["id"] for _ in range(3)]
    at = now()
    hub.post("/api/v1/observations", [{"kind": "button", "tag": tag, "at": at} for tag in ("T150", "T151")])
    alarms = [alarm["id"] for alarm in desk.get("/api/v1/alarms").json]
    document = desk.get("/api/v1/openapi.json").json
    for path in document["paths"].values():
        for operation in path.values():
            for parameter in operation.get("parameters", []):
                known = {"stay": stays, "alarm": alarms[:3]}.get(parameter["name"])
                if known:
                    parameter["schema"] = {"type": "string", "enum": [*known, "0" * 32]}
    file = one.folder / "openapi.json"
    file.write_text(json.dumps(document))
    assert stays and alarms, "there was nothing to ask about"
    return file


def run(name, token, file, one, seed):
    # A device's message is taken with what is good in it; the rest is refused line by line under a 200.
    checks = [check for check in CHECKS if name != "hub" or check != "negative_data_rejection"]
    command = [SCHEMATHESIS, "--no-color", "run", file, "--url", f"http://127.0.0.1:{one.port}", "--checks", ",".join(checks),
               "--phases", "examples,coverage,fuzzing", "--max-examples", EXAMPLES, "--seed", str(seed), "--continue-on-failure",
               "--exclude-operation-id", "apiFeed", "--request-timeout", "10", "--suppress-health-check", "all",
               "--generation-database", "none"]
    if token:
        command += ["--header", f"Authorization: Bearer {token}"]
    done = subprocess.run([str(w) for w in command], capture_output=True, text=True, cwd=one.folder, timeout=3_000)
    return name, done.returncode, done.stdout + done.stderr


def main():
    begun = time.monotonic()
    with centre() as one:
        who = {"stranger": None, "desk": one.account("desk", "custodian", officer="P2001"),
               "own": one.account("own", "caseOfficer", "LH-2026-0001", officer="P2002"),
               "boss": one.account("boss", "supervisor", officer="P2010"),
               "admin": one.account("admin", "systemAdministrator", officer="P2012")}
        who["hub"] = one.device("hub", locator=True)["hub"]
        one.start()
        file = seeded(one, Visitor(one, who["desk"]), Visitor(one, who["hub"]))
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            jobs = [pool.submit(run, name, token, file, one, 20260302) for name, token in who.items()]
            results = [job.result() for job in jobs]
        bad, cases = [], 0
        for name, code, text in results:
            found = re.search(r"(\d+) generated", text)
            cases += int(found[1]) if found else 0
            print(f"api: {name}: {'no finding' if code == 0 else 'FOUND'}, {found[1] if found else '?'} requests")
            if code:
                bad.append(name)
                print(text[-6_000:])
        assert one.process.poll() is None, "the server is gone"
        assert one.stop() == 0
        errors = (one.folder / "errors.txt").read_text()
        assert "A request failed" not in errors, errors[-2000:]
        assert one.verify().returncode == 0
    print(f"api: {cases} requests as {len(who)}, {time.monotonic() - begun:.0f} s")
    assert not bad, bad
    assert cases > 500, "hardly anything was asked"


main()
