#!/usr/bin/env python3
"""Times the language server over its real input and output: how long until it is ready, until the
first findings, from a key to its findings; and its memory after 20,000 edits. Beside it, in the same
run, `rumdl server` (pip install rumdl), a server that checks the same texts as Markdown.

    tests/bench/lsp.py [PROGRAM]     default: target/release/nianbao
"""
import json
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = (ROOT / "tests/corpus/haiyuan-county-office-2023.txt").read_text()
# The longest of the samples.
LONG = (ROOT / "tests/corpus/minhe-county-2023.txt").read_text()
# Whole reports one after another, up to 1 MB.
LARGE = (SAMPLE + "\n") * (1_000_000 // len(SAMPLE.encode()) + 1)
KEYS = 300
EDITS = 20_000


class Server:
    """A server with its messages."""

    def __init__(self, command):
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.ids = 0
        # When the last message was there whole, and its length.
        self.arrived, self.length = self.started, 0

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def read(self):
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        body = self.process.stdout.read(length)
        # Reading it is the client's share; another client may be faster or slower.
        self.arrived, self.length = time.perf_counter(), length
        message = json.loads(body)
        if "id" in message and "method" in message:
            items = message.get("params", {}).get("items", [])
            result = [None] * len(items) if message["method"] == "workspace/configuration" else None
            self.send({"id": message["id"], "result": result})
        return message

    def request(self, method, params):
        self.ids += 1
        mine = self.ids
        self.send({"id": mine, "method": method, "params": params})
        while (message := self.read()).get("id") != mine or "method" in message:
            pass
        return message.get("result")

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def ready(self):
        # UTF-16 is what every client and server knows.
        self.request("initialize", {
            "processId": None,
            "rootUri": None,
            "capabilities": {"textDocument": {"publishDiagnostics": {"versionSupport": True}}},
        })
        self.notify("initialized", {})
        return time.perf_counter() - self.started

    def open(self, uri, text):
        begun = time.perf_counter()
        document = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        found = self.found(uri, 1)
        return time.perf_counter() - begun, found

    def found(self, uri, version):
        """Waits for the findings of a version; how many there are."""
        while True:
            message = self.read()
            if message.get("method") != "textDocument/publishDiagnostics":
                continue
            params = message["params"]
            if params["uri"] == uri and params.get("version", version) == version:
                return len(params["diagnostics"])

    def change(self, uri, version, line, character, text, end=None):
        start = {"line": line, "character": character}
        stop = {"line": line, "character": character if end is None else end}
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": uri, "version": version},
            "contentChanges": [{"range": {"start": start, "end": stop}, "text": text}],
        })

    def key(self, uri, version, line):
        """Types a character, waits until the findings are there."""
        begun = time.perf_counter()
        if version % 2 == 0:
            self.change(uri, version, line, 2, "字")
        else:
            self.change(uri, version, line, 2, "", 3)
        self.found(uri, version)
        return self.arrived - begun

    def memory(self, field):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith(field))
        return int(line.split()[1]) / 1024

    def stop(self):
        self.request("shutdown", None)
        begun = time.perf_counter()
        self.notify("exit", None)
        try:
            self.process.wait(timeout=5)
            return time.perf_counter() - begun
        except subprocess.TimeoutExpired:
            self.process.kill()
            return None


def ms(seconds):
    return f"{seconds * 1000:.1f} ms"


def measure(name, command):
    ready = []
    for _ in range(7):
        server = Server(command)
        ready.append(server.ready())
        server.stop()
    print(f"{name}: start to initialised {ms(statistics.median(ready))}")
    for title, text in [("10 kB", SAMPLE), ("14 kB", LONG), ("1 MB", LARGE)]:
        server = Server(command)
        server.ready()
        uri = "file:///bench/report.md"
        opened, count = server.open(uri, text)
        line = text.count("\n") // 2
        keys = KEYS // 3 if text is LARGE else KEYS
        times = sorted(server.key(uri, version, line) for version in range(2, keys + 2))
        p50, p95, p99 = (times[int(len(times) * part) - 1] for part in (0.5, 0.95, 0.99))
        print(
            f"  {title}, {count} findings: open to findings {ms(opened)}, "
            f"key to findings p50 {ms(p50)} p95 {ms(p95)} p99 {ms(p99)} "
            f"({server.length / 1000:.0f} kB), "
            f"peak memory {server.memory('VmHWM'):.0f} MiB"
        )
        server.stop()
    server = Server(command)
    server.ready()
    uri = "file:///bench/report.md"
    server.open(uri, SAMPLE)
    dice = random.Random(7)
    lines = SAMPLE.count("\n")
    before = server.memory("VmRSS")
    version = 1
    for _ in range(EDITS // 100):
        # As fast as they can be sent; the findings of the last are waited for.
        for _ in range(100):
            version += 1
            if version % 2 == 0:
                line = dice.randrange(lines)
                server.change(uri, version, line, 0, "字")
            else:
                server.change(uri, version, line, 0, "", 1)
        server.found(uri, version)
    after = server.memory("VmRSS")
    ended = server.stop()
    ended = "still alive after 5 s" if ended is None else f"ended {ms(ended)} after exit"
    print(f"  memory {before:.0f} MiB, after {EDITS} edits {after:.0f} MiB; {ended}")


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "target/release/nianbao")
    measure("nianbao lsp", [program, "lsp"])
    if shutil.which("rumdl"):
        measure("rumdl server", ["rumdl", "server"])
    else:
        print("rumdl is not installed: pip install rumdl")


main()
