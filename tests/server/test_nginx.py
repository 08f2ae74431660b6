"""Behind nginx: pages, WebSockets and checks work by its name; a restarted proxy loses nothing."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

from client import WAIT, Client, serve

BUILD = Path(os.environ.get("ORIEL_BUILD_DIR", Path(__file__).resolve().parents[2] / "build"))
NGINX = BUILD / "tools/nginx/usr/sbin/nginx"
NAME = "app.example"

CONFIGURATION = """
daemon off;
worker_processes 1;
pid {folder}/pid;
error_log stderr error;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen unix:{folder}/socket;
        location / {{
            proxy_pass http://127.0.0.1:{port};
            proxy_http_version 1.1;
            proxy_set_header Host $host;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection "upgrade";
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_set_header X-Forwarded-Proto https;
            proxy_read_timeout 1h;
        }}
    }}
}}
"""


class Nginx:
    """One that listens on a socket in *folder*."""

    def __init__(self, folder: Path, port: int) -> None:
        self.path = folder / "socket"
        self.path.unlink(missing_ok=True)
        configuration = folder / "nginx.conf"
        configuration.write_text(CONFIGURATION.format(folder=folder, port=port))
        self.process = subprocess.Popen(
            [NGINX, "-c", str(configuration), "-p", str(folder), "-e", "stderr"],
            stderr=subprocess.PIPE,
        )
        end = time.monotonic() + WAIT
        while not self.path.exists():
            if self.process.poll() is not None:
                _, error = self.process.communicate()
                raise RuntimeError(error.decode())
            assert time.monotonic() < end
            time.sleep(0.01)

    def stop(self) -> None:
        self.process.terminate()
        self.process.communicate(timeout=WAIT)


def test_behind_nginx(tmp_path: Path) -> None:
    with serve(allow=NAME, proxy="127.0.0.0/8", metrics=1) as server:
        nginx = Nginx(tmp_path, server.port)
        try:
            path = str(nginx.path)
            page = Client(path, f"Origin: https://{NAME}\r\n", host=NAME).greet()
            assert page.call(1, "add", 2, 3) == ["v", 1, 5]
            # What the browser sees is https, so a page over http is another origin.
            for origin in (f"http://{NAME}", "https://evil.example", "null"):
                assert Client(path, f"Origin: {origin}\r\n", host=NAME).status == 403
            assert Client(path, host="evil.example").status == 403
            nginx.stop()
            nginx = Nginx(tmp_path, server.port)
            again = page.resume(path, host=NAME)
            assert again.seed is None
            assert again.call(2, "add", 4, 5) == ["v", 2, 9]
            again.close()
        finally:
            nginx.stop()
