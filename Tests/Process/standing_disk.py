"""A disk that stands still, for the tests of what must not wait for it."""
import signal, subprocess


class StandingDisk:
    """Each sync of the server takes so long, until the end of the block."""

    def __init__(self, process, seconds):
        self.command = ["strace", "-f", "-o", "/dev/null", "-e", "trace=fdatasync", "-e",
                        f"inject=fdatasync:delay_enter={round(seconds * 1e6)}", "-p", str(process.pid)]

    def __enter__(self):
        self.strace = subprocess.Popen(self.command, stderr=subprocess.PIPE, text=True)
        assert "attached" in self.strace.stderr.readline(), "strace did not attach"
        return self

    def __exit__(self, *_):
        self.strace.send_signal(signal.SIGINT)
        self.strace.wait(20)
