"""A small HTTP server for tests, a thread a connection, on a port of its own."""

import socket
import ssl
import subprocess
import threading

__all__ = ["Server", "certificate"]


def certificate(folder):
    """A certificate for localhost that nobody signed but itself: (certificate, key)."""
    cert, key = folder / "cert.pem", folder / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    subprocess.run([*command, "-keyout", key, "-out", cert], check=True, capture_output=True)
    return cert, key


class Server:
    """Answers what its handlers say: ``{path: function(connection)}``."""

    def __init__(self, tls=None):
        self.handlers = {}
        self.early = set()  # paths whose handlers read the body themselves
        self.requests = []  # (method, path, headers, body)
        self.gone = threading.Semaphore(0)  # a client that did not wait for the end
        self.arrived = threading.Semaphore(0)
        self._context = None
        if tls:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(*tls)
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = self._listener.getsockname()[1]
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        if self._listener.fileno() >= 0:
            self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()

    def on(self, path, answer):
        """Answer *path* with bytes, or by ``answer(connection)``."""
        if isinstance(answer, bytes):
            self.handlers[path] = lambda connection: connection.reply(answer)
        else:
            self.handlers[path] = answer

    def _accept(self):
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(sock,), daemon=True).start()

    def _serve(self, sock):
        try:
            if self._context:
                sock = self._context.wrap_socket(sock, server_side=True)
            with sock, sock.makefile("rb") as file:
                connection = Connection(self, sock, file)
                while connection.read():
                    self.handlers[connection.path](connection)
        except (OSError, KeyError, ValueError):
            pass  # a client that went away, or a path that is not there


class Connection:
    def __init__(self, server, sock, file):
        self.server, self.sock, self.file = server, sock, file

    def read(self):
        line = self.file.readline().split()
        if len(line) < 3:
            return False
        self.method, target = line[0].decode(), line[1].decode()
        self.path, _, self.query = target.partition("?")
        self.headers = {}
        while (header := self.file.readline().strip()) != b"":
            name, _, value = header.partition(b":")
            self.headers[name.decode().lower()] = value.strip().decode()
        self.body = b"" if self.path in self.server.early else self.read_body()
        self.server.requests.append((self.method, target, self.headers, self.body))
        return True

    def read_body(self):
        if self.headers.get("transfer-encoding") != "chunked":
            return self.file.read(int(self.headers.get("content-length", 0)))
        body = b""
        while size := int(self.file.readline(), 16):
            body += self.file.read(size)
            self.file.readline()
        self.file.readline()
        return body

    def reply(self, body=b"", status="200 OK", **headers):
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.sock.sendall("\r\n".join([*lines, "", ""]).encode() + body)

    def send(self, data):
        self.sock.sendall(data)

    def await_close(self):
        """Until the client goes away; the test hears of it."""
        self.server.arrived.release()
        while self.sock.recv(1000):
            pass
        self.server.gone.release()

    def pour(self):
        """A body without an end, as fast as the client takes it; the number of bytes sent."""
        self.send(b"HTTP/1.1 200 OK\r\n\r\n")
        self.server.arrived.release()
        self.poured = 0
        self.server.poured = self
        try:
            while True:
                self.send(bytes(65536))
                self.poured += 65536
        except OSError:
            self.server.gone.release()
            raise
