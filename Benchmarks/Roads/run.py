#!/usr/bin/env python3
"""Measures the embedded road network beside OSRM (contraction hierarchy) and Valhalla on one extract, in one run.

Usage: run.py BENCH_ROADS EXTRACT PROFILES WORK_FOLDER [ENGINES]
OSRM comes from its wheel `osrm-bindings`, unpacked into WORK_FOLDER; where that can not be had, its
figures are null. Valhalla is taken from ENGINES (`make engines`), else left out. Everything listens on loopback. The last line printed is one JSON object.
"""
import glob
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile

import valhalla


# Valhalla takes half a minute for 1000 × 1000; it is compared on fewer places.
PART = 200


def say(text):
    print(text, flush=True)


def last_object(program, *arguments):
    """Runs the program, passes its lines on and returns the JSON object of the last."""
    run = subprocess.run([program, *arguments], stdout=subprocess.PIPE, text=True, check=True)
    lines = run.stdout.strip().splitlines()
    for line in lines[:-1]:
        say(line)
    return json.loads(lines[-1])


def osrm_folder(work):
    """The unpacked wheel, fetched once; None where it can not be had."""
    folder = os.path.join(work, "osrm")
    if not glob.glob(folder + "/**/osrm-routed", recursive=True):
        os.makedirs(folder, exist_ok=True)
        fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--only-binary=:all:", "--no-deps", "--python-version", "3.12",
                 "--platform", "manylinux_2_28_x86_64", "osrm-bindings", "-d", folder]
        try:
            subprocess.run(fetch, check=True, timeout=300, stdout=subprocess.DEVNULL)
            for wheel in glob.glob(folder + "/*.whl"):
                zipfile.ZipFile(wheel).extractall(folder)
        except (subprocess.SubprocessError, OSError) as error:
            say(f"OSRM can not be had here ({error}); its figures are null")
            return None
    for program in glob.glob(folder + "/**/bin/osrm-*", recursive=True):
        os.chmod(program, 0o755)
    found = glob.glob(folder + "/**/osrm-routed", recursive=True)
    return os.path.dirname(found[0]) if found else None


def prepare(programs, work, extract):
    """Extract and contraction, kept per extract."""
    profiles = os.path.join(os.path.dirname(programs), "share", "profiles")
    here = os.path.dirname(os.path.abspath(__file__))
    shutil.copy(os.path.join(here, "osrm-car.lua"), profiles)
    status = os.stat(extract)
    base = os.path.join(work, f"{os.path.basename(extract).split('.')[0]}-{status.st_size}")
    if not os.path.exists(base + ".osrm.hsgr"):
        suffix = ".osm" if extract.endswith(".osm") else ".osm.pbf"
        shutil.copy(extract, base + suffix)
        start = os.times()
        for command in ([programs + "/osrm-extract", "-t", "1", "-p", profiles + "/osrm-car.lua", base + suffix],
                        [programs + "/osrm-contract", "-t", "1", base + ".osrm"]):
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = os.times()
        say(f"OSRM extract and contract: {end.children_user + end.children_system - start.children_user - start.children_system:.1f} CPU s")
    return base + ".osrm"


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(port, places, which):
    body = json.dumps({"coordinates": places, "annotations": which, "generate_hints": False}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/table/v1/driving", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=300) as answer:
        return json.loads(answer.read())


def table(programs, base, places):
    """OSRM's answer for all places and the least CPU seconds of its process."""
    port = free_port()
    server = subprocess.Popen(
        [programs + "/osrm-routed", "-i", "127.0.0.1", "-p", str(port), "-t", "1", "--max-table-size", "4000", base],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                ask(port, places[:2], ["duration"])
                break
            except OSError:
                time.sleep(0.1)
        best = None
        for _ in range(4):
            before = cpu_seconds(server.pid)
            answer = ask(port, places, ["duration", "distance"])
            spent = cpu_seconds(server.pid) - before
            best = spent if best is None else min(best, spent)
        part = places[:PART]
        before = cpu_seconds(server.pid)
        for _ in range(10):
            ask(port, part, ["duration", "distance"])
        small = (cpu_seconds(server.pid) - before) / 10
        before = cpu_seconds(server.pid)
        for index in range(200):
            a, b = places[index], places[-1 - index]
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/route/v1/driving/{a[0]},{a[1]};{b[0]},{b[1]}"
                                        "?overview=full&steps=true", timeout=60) as reply:
                reply.read()
        route = (cpu_seconds(server.pid) - before) * 5
        with open(f"/proc/{server.pid}/status") as file:
            peak = next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) / 1024
        say(f"OSRM: {PART} × {PART} {small:.3f} CPU s, one route {route:.2f} CPU ms, {peak:.0f} MB at most")
        return answer, best
    finally:
        server.terminate()
        server.wait()


def compare(ours, answer):
    """Share of 50,000 random pairs whose distances agree within 1 %, and why the others differ."""
    draws = random.Random(1)
    count = len(ours["places"])
    moved = [point["distance"] > 2 for point in answer["sources"]]
    agree = total = snapped = tie = other = 0
    for _ in range(50000):
        a, b = draws.randrange(count), draws.randrange(count)
        theirs = answer["distances"][a][b]
        mine = ours["distances"][a][b]
        if a == b or theirs is None or mine < 0:
            continue
        total += 1
        if abs(mine - theirs) <= max(0.01 * theirs, 2):
            agree += 1
        elif moved[a] or moved[b]:
            snapped += 1
        elif abs(ours["durations"][a][b] - answer["durations"][a][b]) <= max(0.01 * answer["durations"][a][b], 2):
            tie += 1
        else:
            other += 1
    say(f"{total} pairs beside OSRM: {agree * 100 / total:.2f} % within 1 %; the others: {snapped} snapped to another road, "
        f"{tie} another way of the same time, {other} other turn costs or access")
    return agree / total


def main():
    program, extract, profiles, work = sys.argv[1:5]
    engines = sys.argv[5] if len(sys.argv) > 5 else ".build-engines"
    os.makedirs(work, exist_ok=True)
    network = os.path.join(work, "bench.roads")
    points = os.path.join(work, "bench.json")
    figures = last_object(program, "import", extract, network)
    figures.update(last_object(program, "measure", extract, network, profiles, points))
    result = {name: None for name in ("matrix_cpu_s", "osrm_cpu_s", "two_thread_speedup", "import_s", "import_mb", "within_1pct",
                                      "violations", "row_ms", "path_ms", "resident_mb")}
    for name in result:
        if name in figures:
            result[name] = round(figures[name], 3)
    result["violations"] = int(figures["violations"])
    programs = osrm_folder(work)
    if programs:
        try:
            with open(points) as file:
                ours = json.load(file)
            answer, seconds = table(programs, prepare(programs, work, extract), ours["places"])
            result["osrm_cpu_s"] = round(seconds, 3)
            result["within_1pct"] = round(compare(ours, answer), 4)
        except (subprocess.SubprocessError, OSError, KeyError) as error:
            say(f"OSRM does not run here ({error}); its figures are null")
    with open(points) as file:
        places = json.load(file)["places"][:PART]
    theirs = valhalla.measure(os.path.join(engines, "valhalla"), extract, places, cpu_seconds, free_port, say)
    if theirs:
        say(f"Valhalla (auto): tiles {theirs['build_cpu_s']:.1f} CPU s and {theirs['tiles_mb']:.1f} MB; {PART} × {PART} "
            f"{theirs['matrix_cpu_s']:.2f} CPU s; one route {theirs['route_ms']:.1f} CPU ms; {theirs['resident_mb']:.0f} MB at most")
    say(json.dumps(result))


main()
