# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands between the window and the service: checks each reply against the contract, and can be slow or away."""

import http.client
import http.server
import re
import socket
import threading

from contract import Violation

HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def forward(self):
        proxy = self.server.proxy
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        # Being slow is what is tested; closing ends it.
        if re.search(proxy.delayed, self.path):
            proxy.closing.wait(proxy.delay)
        connection = http.client.HTTPConnection("127.0.0.1", proxy.target, timeout=60)
        try:
            headers = {key: value for key, value in self.headers.items() if key.lower() not in HOP}
            connection.request(self.command, self.path, body or None, headers)
            reply = connection.getresponse()
            data = reply.read()
        except (OSError, http.client.HTTPException):
            # The service is not there: neither is this.
            self.close_connection = True
            return
        finally:
            connection.close()
        proxy.check(self, body, reply, data)
        self.send_response_only(reply.status, reply.reason)
        for key, value in reply.getheaders():
            if key.lower() not in HOP:
                self.send_header(key, value)
        if reply.status != 204:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = forward

    def log_message(self, *arguments):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.connections = set()

    def process_request(self, request, client_address):
        self.connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request):
        self.connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request, client_address):
        pass  # the window left in mid-request, as it may


class Proxy:
    def __init__(self, contract, port, target):
        self.contract = contract
        self.port = port
        self.target = target
        self.delay = 0
        self.delayed = ""  # what paths to be slow at
        self.closing = threading.Event()
        self.lock = threading.Lock()
        self.seen = []
        self.faults = []
        self.start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        self.closing.clear()
        self.server = Server(("127.0.0.1", self.port), Handler)
        self.server.proxy = self
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def stop(self):
        """From now on nobody answers at this address, nor on what is open."""
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()
        for connection in list(self.server.connections):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # it was over already

    def check(self, request, body, reply, data):
        headers = dict(reply.getheaders())
        method, path = request.command, request.path
        with self.lock:
            self.seen.append((method, path.split("?")[0], reply.status))
            try:
                self.contract.check_request(method, path, request.headers.get("Content-Type"), body)
                self.contract.check(method, path, reply.status, headers.get("Content-Type"), data, headers)
            except Violation as violation:
                self.faults.append(str(violation))

    def count(self, method, path):
        return sum(1 for seen in self.seen if seen[:2] == (method, path))
