#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak manifests, read without a runtime: what they let the program do, and what they build it from.

    manifest.py ROOT        prints the faults; fails when there are some
"""
import json
import os
import re
import sys

import house

# All that the program may do in its sandbox; README says why. Files, printing, notifications and
# links go through portals, which need no word here.
ALLOWED = {
    "--share=network",
    "--share=ipc",
    "--socket=wayland",
    "--socket=fallback-x11",
    "--device=dri",
    "--talk-name=org.freedesktop.secrets",
}
# What is of use to who builds against a library alone.
CLEANED = {"/include", "/lib/pkgconfig", "*.a", "*.la"}
PROFILES = {"default": "", "development": ".Devel"}
RUNTIME = {"runtime": "org.gnome.Platform", "sdk": "org.gnome.Sdk", "command": "kabinet"}


def read_json(root, path):
    try:
        return json.loads(house.read(root, path)), None
    except ValueError as error:
        return None, f"{path}: is no JSON: {error}"


def check_permissions(path, manifest):
    for argument in manifest.get("finish-args", []):
        if argument not in ALLOWED:
            yield f"{path}: {argument} is not among what it may do"


def check_source(path, source):
    if source["type"] == "dir":
        if source.get("path") != "..":
            yield f"{path}: a folder other than the checkout"
        return
    if source["type"] not in ("archive", "file"):
        yield f"{path}: a source of the type {source['type']}"
        return
    url = source.get("url", "")
    if not url.startswith("https://"):
        yield f"{path}: {url or 'a source without an address'} is not fetched over https"
    if not re.fullmatch("[0-9a-f]{64}", source.get("sha256", "")):
        yield f"{path}: {url} has no sha256"


def check_module(root, path, module):
    """A module, or the name of the file it stands in."""
    if isinstance(module, str):
        path = f"flatpak/{module}"
        if not os.path.exists(os.path.join(root, path)):
            yield f"{path}: is named and not there"
            return
        module, fault = read_json(root, path)
        if fault:
            yield fault
            return
    if not module.get("sources"):
        yield f"{path}: {module.get('name')} is built from nothing"
    for source in module.get("sources", []):
        yield from check_source(path, source)


def check_manifest(root, path, application, profile):
    manifest, fault = read_json(root, path)
    if fault:
        yield fault
        return
    if manifest.get("id") != application:
        yield f"{path}: its id is {manifest.get('id')}, and meson's {application}"
    for key, value in RUNTIME.items():
        if manifest.get(key) != value:
            yield f"{path}: {key} is not {value}"
    missing = CLEANED - set(manifest.get("cleanup", []))
    if missing:
        yield f"{path}: leaves {', '.join(sorted(missing))} installed"
    yield from check_permissions(path, manifest)
    for module in manifest.get("modules", []):
        yield from check_module(root, path, module)
    own = [module for module in manifest.get("modules", [])[-1:] if isinstance(module, dict)]
    if not own or f"-Dprofile={profile}" not in own[0].get("config-opts", []):
        yield f"{path}: is not the build for {profile}"


def check_alike(root, paths):
    """Two builds of one program: they differ in what they are called."""
    texts = {re.sub(r"(\.Devel)|(?<=-Dprofile=)\w+", "", house.read(root, path)) for path in paths}
    if len(texts) != 1:
        yield f"{paths[1]}: differs from {paths[0]} in more than the id and the profile"


def check(root):
    """All faults of the manifests in ROOT/flatpak."""
    ids = re.findall(r"^\s*application_id = '([^']+)'", house.read(root, "meson.build"), re.MULTILINE)
    paths = []
    for (profile, suffix), application in zip(PROFILES.items(), ids, strict=True):
        path = f"flatpak/{ids[0]}{suffix}.json"
        if not os.path.exists(os.path.join(root, path)):
            yield f"{path}: is not there"
            continue
        paths.append(path)
        yield from check_manifest(root, path, application, profile)
    if len(paths) == len(PROFILES):
        yield from check_alike(root, paths)


def main(root):
    faults = list(dict.fromkeys(check(root)))
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
