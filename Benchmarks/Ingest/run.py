#!/usr/bin/env python3
"""Benchmark of ingest: real broker, real store, one publisher, all on loopback, the C yardstick in the same run.

run.py PROBE [N [BINS [ROUNDS]]] [--decoding PROGRAM] [--store PROGRAM]
run.py PROBE [N [BINS]] --memory

A backlog of N readings is kept by the broker for four persistent sessions, and each program drains its own, one after the other:
the C yardstick (parses, inserts, commits 1,000, acknowledges), the same counting only, paho-python with manual acknowledgement
(skipped when paho is not installed), and Füllort's ingest (IngestProbe: decodes, checks, follows levels, commits, acknowledges).
With `--decoding` and `--store` the benchmarks of the decoders and of the store run afterwards, and their figures stand beside.
The last line is one JSON object with the ratios; of several rounds each program's best counts. What was not run is null.
With `--memory` N readings go through ingest while they are published, and its peak of memory is told.
"""
import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
FILTER = "fuellort/v1/+/+/reading"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def start_broker(folder, port):
    with open(f"{folder}/mosquitto.conf", "w") as f:
        f.write(f"listener {port} 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\nmax_inflight_messages 1000\n"
                f"persistence false\nlog_dest none\nset_tcp_nodelay true\n")
        if os.getuid() == 0:
            f.write("user root\n")
    broker = subprocess.Popen([shutil.which("mosquitto") or "/usr/sbin/mosquitto", "-c", f"{folder}/mosquitto.conf"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(1000):
        with socket.socket() as s:
            if s.connect_ex(("127.0.0.1", port)) == 0:
                return broker
        time.sleep(0.01)
    raise SystemExit("mosquitto did not start")


def measured(command):
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, timeout=600)
    if done.returncode != 0:
        raise SystemExit(f"{command[0]} ended with {done.returncode}")
    return json.loads(done.stdout.decode().strip().splitlines()[-1])


def paho_python(folder):
    """A Python with paho, or None."""
    for python in (os.environ.get("PAHO_PYTHON"), sys.executable):
        if python and shutil.which(python) and subprocess.run([python, "-c", "import paho.mqtt.client"], stderr=subprocess.DEVNULL).returncode == 0:
            return python
    return None


def main():
    orders = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    orders.add_argument("probe")
    orders.add_argument("readings", nargs="?", type=int, default=200_000)
    orders.add_argument("bins", nargs="?", type=int, default=10_000)
    orders.add_argument("rounds", nargs="?", type=int, default=3)
    orders.add_argument("--decoding", help="the program of Benchmarks/Decoding")
    orders.add_argument("--store", help="the program of Benchmarks/Store")
    orders.add_argument("--memory", action="store_true", help="measure the peak of memory alone")
    orders = orders.parse_args()
    probe, n, bins, rounds = orders.probe, orders.readings, orders.bins, orders.rounds
    folder = tempfile.mkdtemp(prefix="fuellort-bench-")
    for name, libraries in (("yardstick", ["-lmosquitto", "-lsqlite3"]), ("publish", ["-lmosquitto"])):
        subprocess.run(["cc", "-O2", "-o", f"{folder}/{name}", f"{HERE}/{name}.c", *libraries], check=True)
    python = paho_python(folder)
    best = {}
    try:
        if orders.memory:
            return print(json.dumps(memory(folder, probe, n, bins)))
        for number in range(rounds):
            for name, result in one_round(folder, probe, python, n, bins, number).items():
                kept = best.setdefault(name, dict(result))
                for key in {"seconds", "cpu_seconds", "start_cpu_seconds"} & result.keys():
                    kept[key] = min(kept[key], result[key])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    report(best, n, other_figures(orders))


def other_figures(orders):
    """Figures of the other benchmarks; null where they were not run."""
    figures = dict.fromkeys(("envelope_us", "import_to_c", "bytes_hot", "bytes_compacted"))
    for program, options in ((orders.decoding, []), (orders.store, ["--days", "14"])):
        if program:
            result = measured([program, *options])
            figures.update({name: result[name] for name in figures.keys() & result.keys()})
            if "tts_us" in result:
                figures["envelope_us"] = max(result["tts_us"], result["chirpstack_us"])
    return figures


def one_round(folder, probe, python, n, bins, number):
    port = free_port()
    broker = start_broker(folder, port)
    try:
        yardstick = f"{folder}/yardstick"
        start = int(time.time()) - 2 * 86400
        # An installation that runs: the town is entered and every device was heard before the outage.
        subprocess.run([yardstick, "open", str(port), "ingest"], check=True)
        warm = subprocess.Popen([probe, str(port), f"{folder}/ingest-{number}.sqlite", "--client", "ingest", "--bins", str(bins),
                                 "--until", str(bins)], stdout=subprocess.DEVNULL)
        subprocess.run([f"{folder}/publish", str(port), str(bins), str(bins), str(start - 86400)], check=True)
        if warm.wait(timeout=300) != 0:
            raise SystemExit("the probe could not be warmed up")
        for client in ["c-commit", "c-count"] + (["paho"] if python else []):
            subprocess.run([yardstick, "open", str(port), client], check=True)
        subprocess.run([f"{folder}/publish", str(port), str(n), str(bins), str(start)], check=True)
        results = {
            "c_commit": measured([yardstick, "commit", port, "c-commit", n, f"{folder}/c-{number}.sqlite"]),
            "ingest": measured([probe, port, f"{folder}/ingest-{number}.sqlite", "--client", "ingest", "--until", n]),
            "c_count": measured([yardstick, "count", port, "c-count", n]),
        }
        if python:
            results["paho"] = measured([python, f"{HERE}/paho_subscriber.py", port, "paho", n, f"{folder}/paho-{number}.sqlite"])
        for name, result in results.items():
            print(f"round {number + 1}  {name:9} {n / result['seconds']:10,.0f} msg/s   "
                  f"{result['cpu_seconds'] / n * 1e6:6.2f} µs CPU/msg   {json.dumps(result)}", flush=True)
        return results
    finally:
        broker.send_signal(signal.SIGKILL)
        broker.wait()


def memory(folder, probe, n, bins):
    port = free_port()
    broker = start_broker(folder, port)
    try:
        subprocess.run([f"{folder}/yardstick", "open", str(port), "ingest"], check=True)
        running = subprocess.Popen([probe, str(port), f"{folder}/memory.sqlite", "--client", "ingest", "--bins", str(bins),
                                    "--until", str(n)], stdout=subprocess.PIPE)
        start = int(time.time()) - n // bins * 600 - 86400
        subprocess.run([f"{folder}/publish", str(port), str(n), str(bins), str(start)], check=True)
        result = json.loads(running.communicate(timeout=3600)[0])
        return {"messages": result["messages"], "repeats": result["repeats"], "peak_megabytes": round(result["peak_kilobytes"] / 1024, 1)}
    finally:
        broker.send_signal(signal.SIGKILL)
        broker.wait()


def report(best, n, others):
    ingest, c = best["ingest"], best["c_commit"]
    rate = {name: n / result["seconds"] for name, result in best.items()}
    print(json.dumps({
        "messages": n,
        "ingest_us_per_message": round(ingest["cpu_seconds"] / n * 1e6, 2),
        "c_us_per_message": round(c["cpu_seconds"] / n * 1e6, 2),
        "ingest_messages_per_second": round(rate["ingest"]),
        "ingest_start_cpu_seconds": round(ingest["start_cpu_seconds"], 3),
        "peak_megabytes": round(ingest["peak_kilobytes"] / 1024, 1),
    }))
    # The last line: the figures that have a bar, and no others.
    figures = {
        "cpu_to_c": round(ingest["cpu_seconds"] / c["cpu_seconds"], 2),
        "drain_to_c": round(rate["ingest"] / rate["c_commit"], 2),
        "drain_to_count": round(rate["ingest"] / rate["c_count"], 2),
        "drain_to_paho": round(rate["ingest"] / rate["paho"], 2) if "paho" in rate else None,
        **{name: others.get(name) for name in ["envelope_us", "import_to_c", "bytes_hot", "bytes_compacted"]},
    }
    print(json.dumps(figures))


main()
