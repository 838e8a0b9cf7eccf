# SPDX-License-Identifier: GPL-3.0-or-later
"""Replies held against data/openapi.yaml.

    contract = Contract("data/openapi.yaml")
    contract.check("GET", "/api/v1/profile", 200, "application/json", body)

A reply that is not as the contract says raises Violation. What was seen is remembered, so that a test can tell
which answers of the contract nothing ever showed.
"""

import json
import re
import urllib.parse

import jsonschema
import yaml

METHODS = ("get", "put", "post", "delete", "patch")


class Violation(AssertionError):
    pass


def _unique(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member is there twice")
    return members


def _refuse_constant(word):
    raise ValueError(f"{word} is no JSON")


class Operation:
    def __init__(self, method, path, raw):
        self.method = method
        self.path = path
        self.raw = raw
        parts = re.split(r"(\{[^}]*\})", path)
        self.pattern = re.compile(
            "".join("[^/]+" if part.startswith("{") else re.escape(part) for part in parts))

    def __str__(self):
        return f"{self.method} {self.path}"


class Contract:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.document = yaml.safe_load(file)
        self._resolver = jsonschema.RefResolver("", self.document)
        self._validators = {}
        self.operations = []
        self.seen = set()
        for path, item in self.document["paths"].items():
            servers = item.get("servers", self.document["servers"])
            prefix = servers[0]["url"].rstrip("/")
            for method in METHODS:
                if method in item:
                    self.operations.append(Operation(method.upper(), prefix + path, item[method]))
        # A path without a parameter goes before one with.
        self.operations.sort(key=lambda operation: "{" in operation.path)

    def find(self, method, target):
        """The operation, whether there is such a path."""
        path = urllib.parse.urlsplit(target).path
        first = None
        for operation in self.operations:
            if operation.pattern.fullmatch(path) and first in (None, operation.path):
                first = operation.path
                if operation.method == method:
                    return operation, True
        return None, first is not None

    def resolve(self, node):
        while "$ref" in node:
            node = self._resolver.resolve(node["$ref"])[1]
        return node

    def _component(self, name):
        return self.document["components"]["responses"][name]

    def _response(self, method, target, status):
        """The response that the contract has for this, and the operation it belongs to, if any."""
        operation, known = self.find("GET" if method == "HEAD" else method, target)
        if operation is not None:
            response = operation.raw["responses"].get(str(status))
            if response is None:
                raise Violation(f"{operation}: {status} is not in the contract")
            return self.resolve(response), operation
        if status == 413:
            return self._component("TooLarge"), None
        if method == "OPTIONS" and known and status == 204:
            return {"headers": {"Allow": {"required": True, "schema": {}}}}, None
        wanted = 405 if known else 404
        if status != wanted:
            raise Violation(f"{method} {target}: {status} where the contract has {wanted}")
        return self._component("WrongMethod" if known else "UnknownPath"), None

    def _validator(self, schema):
        key = id(schema)
        if key not in self._validators:
            self._validators[key] = jsonschema.Draft202012Validator(schema, resolver=self._resolver)
        return self._validators[key]

    def _validate(self, schema, value, where):
        error = jsonschema.exceptions.best_match(self._validator(schema).iter_errors(value))
        if error is not None:
            raise Violation(f"{where}: {'/'.join(map(str, error.absolute_path))}: {error.message}")

    def _parse(self, body, where):
        try:
            return json.loads(body.decode("utf-8"), object_pairs_hook=_unique,
                              parse_constant=_refuse_constant)
        except ValueError as fault:
            raise Violation(f"{where}: {fault}") from None

    def _check_headers(self, response, headers, where):
        given = {name.lower(): value for name, value in headers.items()}
        for name, header in response.get("headers", {}).items():
            header = self.resolve(header)
            value = given.get(name.lower())
            if value is not None:
                self._validate(header["schema"], value, f"{where}: {name}")
            elif header.get("required"):
                raise Violation(f"{where}: the header {name} is missing")

    def _check_body(self, response, method, status, content_type, body, where):
        content = response.get("content")
        if content is None or method == "HEAD":
            if body:
                raise Violation(f"{where}: a body where there is none in the contract")
            return
        kind = (content_type or "").split(";")[0].strip().lower()
        if kind not in content:
            raise Violation(f"{where}: {kind or 'no content type'} is not in the contract")
        if "schema" not in content[kind]:
            # Bytes: what they are is looked at by who asked for them.
            if not body:
                raise Violation(f"{where}: a body is missing")
            return
        schema = content[kind]["schema"]
        if not kind.endswith("json"):
            self._validate(schema, body.decode("utf-8"), where)
            return
        value = self._parse(body, where)
        self._validate(schema, value, where)
        if kind == "application/problem+json" and value["status"] != status:
            raise Violation(f"{where}: the problem says status {value['status']}")

    def check(self, method, path, status, content_type, body, headers=None):
        """One reply. headers, a mapping, are looked at when they are given."""
        where = f"{method} {path}: {status}"
        response, operation = self._response(method, path, status)
        if headers is not None:
            self._check_headers(response, headers, where)
        self._check_body(response, method, status, content_type, body, where)
        if operation is not None and method != "HEAD":
            self.seen.add((str(operation), status))

    def check_request(self, method, path, content_type, body):
        """What a client sends: a call of the contract, with a body as the contract has it."""
        where = f"{method} {path}: the request"
        operation, _ = self.find(method, path)
        if operation is None:
            raise Violation(f"{where} is none of the contract")
        request = operation.raw.get("requestBody")
        if request is None:
            if body:
                raise Violation(f"{where} has a body where there is none in the contract")
            return
        content = self.resolve(request)["content"]
        kind = (content_type or "").split(";")[0].strip().lower()
        if kind not in content:
            raise Violation(f"{where}: {kind or 'no content type'} is not in the contract")
        self._validate(content[kind]["schema"], self._parse(body, where), where)

    def answers(self):
        """Every answer of the contract: {("GET /api/v1/profile", 200), …}."""
        return {(str(operation), int(status))
                for operation in self.operations for status in operation.raw["responses"]}

    def unseen(self):
        return self.answers() - self.seen
