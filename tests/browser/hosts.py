"""What docs/hosting.md tells clinics: its policy and its configurations, read off the page, so that what is tested is what it shows.

A configuration is used as it stands; only the lines that it marks with `# yours` are changed, as a clinic would.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "hosting.md").read_text(encoding="utf-8")


def shown(language: str) -> str:
    """The only block of a language on the page."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.M | re.S)
    assert len(blocks) == 1, f"docs/hosting.md shows {len(blocks)} blocks of {language}"
    return str(blocks[0])


POLICY = shown("text").strip()
"""The content security policy."""


def with_yours(text: str, changes: dict[str, str]) -> str:
    """A configuration with its marked lines changed: each change must meet one, and each of them must be met."""
    lines = []
    met = set()
    for line in text.splitlines():
        if line.endswith("  # yours"):
            start = next((start for start in changes if line.strip().startswith(start)), None)
            assert start is not None, f"nobody changes: {line}"
            met.add(start)
            lines.append(changes[start])
        else:
            lines.append(line)
    assert met == set(changes), f"not marked: {set(changes) - met}"
    return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Answer:
    """What a server sent."""

    status: int
    headers: dict[str, str]
    """Names in small letters."""
    body: bytes


def ask(address: str, **headers: str) -> Answer:
    """Ask for an address as it is, without following anything. `_` in a header's name stands for `-`."""
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or 0
    if parts.scheme == "https":
        # The certificate was made here, a moment ago.
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(host, port, timeout=10, context=trusting)
    else:
        connection = http.client.HTTPConnection(host, port, timeout=10)
    with contextlib.closing(connection):
        connection.request("GET", parts.path or "/", headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())


def free_port() -> int:
    """A port on the loopback address that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def _running(command: list[str | Path], ports: list[int], **environment: str) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, **environment})
    try:
        for port in ports:
            for _ in range(200):
                assert process.poll() is None, f"{command[0]} ended:\n{process.stdout.read() if process.stdout else ''}"
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                time.sleep(0.05)
            else:
                raise AssertionError(f"{command[0]} does not answer")
        yield
    finally:
        process.terminate()
        process.communicate(timeout=10)


def _program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    assert found, f"{name} is missing: sh tests/tools.sh installs it or says how."
    return found


@contextlib.contextmanager
def nginx(folder: Path, room: Path) -> Iterator[tuple[str, str]]:
    """Serve a folder by nginx, as the page has it, with a certificate made here. Yields its https address and its http address."""
    plain, secure = free_port(), free_port()
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"),
            *("-addext", "subjectAltName=IP:127.0.0.1", "-keyout", room / "key.pem", "-out", room / "certificate.pem"),
        ],
        check=True,
        capture_output=True,
    )
    (room / "course.conf").write_text(
        with_yours(
            shown("nginx"),
            {
                "listen 80": f"listen 127.0.0.1:{plain};",
                "listen 443": f"listen 127.0.0.1:{secure} ssl http2;",
                "server_name": "server_name 127.0.0.1;",
                "ssl_certificate ": f'ssl_certificate "{room}/certificate.pem";',
                "ssl_certificate_key": f'ssl_certificate_key "{room}/key.pem";',
                "root": f'root "{folder}";',
            },
        )
    )
    # What Debian's own nginx.conf has around it, with its folders in the test's room.
    own = "".join(f"{kind}_temp_path {room}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;" if os.geteuid() == 0 else ""
    (room / "nginx.conf").write_text(
        f"{user} daemon off; pid {room}/pid; error_log stderr warn; worker_processes 1; events {{ }}\n"
        "http { include /etc/nginx/mime.types; default_type application/octet-stream; sendfile on; gzip on;\n"
        f"{own} include course.conf; }}\n"
    )
    with _running([_program("nginx"), "-e", "stderr", "-p", room, "-c", room / "nginx.conf"], [plain, secure]):
        yield f"https://127.0.0.1:{secure}", f"http://127.0.0.1:{plain}"


@contextlib.contextmanager
def caddy(folder: Path, room: Path) -> Iterator[str]:
    """Serve a folder by Caddy, as the page has it, without https, since nobody certifies the loopback address. Yields its address."""
    port = free_port()
    course = with_yours(shown("caddy"), {"course.example.org": f"http://127.0.0.1:{port} {{", "root": f'root * "{folder}"'})
    (room / "Caddyfile").write_text("{\n\tadmin off\n}\n" + course)
    command: list[str | Path] = [_program("caddy"), "run", "--config", room / "Caddyfile", "--adapter", "caddyfile"]
    with _running(command, [port], HOME=str(room), XDG_DATA_HOME=str(room), XDG_CONFIG_HOME=str(room)):
        yield f"http://127.0.0.1:{port}"
