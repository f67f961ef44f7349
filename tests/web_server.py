"""A server of the tests' own, on this machine, that answers as badly as a test wants."""

import socket
import threading
from contextlib import contextmanager, suppress


class WebServer:
    """``url`` is where it is; ``asked`` has the head of each request."""

    def __init__(self, family, host):
        self.listening = socket.create_server((host, 0), family=family)
        self.port = self.listening.getsockname()[1]
        self.asked = []
        self.url = f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    def serve(self, answer, tls):
        with suppress(OSError):
            while True:
                line, _address = self.listening.accept()
                threading.Thread(target=self.talk, args=(line, answer, tls), daemon=True).start()

    def talk(self, line, answer, tls):
        with suppress(OSError), line:
            if tls:
                line = tls.wrap_socket(line, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head and (part := line.recv(4096)):
                head += part
            self.asked.append(head.decode("latin-1"))
            answer(line, self.asked[-1])
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()


@contextmanager
def web_server(answer, *, host="127.0.0.1", tls=None):
    """Run a server; ``answer`` gets the connection and the head of the request."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    server = WebServer(family, host)
    thread = threading.Thread(target=server.serve, args=(answer, tls), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        with suppress(OSError):
            server.listening.shutdown(socket.SHUT_RDWR)
        server.listening.close()
        thread.join(2)


def says(status, *headers):
    """Return an answer that is a status, with headers, and no more."""
    lines = [f"HTTP/1.1 {status} Iets", *headers, "Content-Length: 0", "", ""]

    def answer(line, _head):
        line.sendall("\r\n".join(lines).encode())

    return answer
