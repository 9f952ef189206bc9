"""Starts the real service with a demo town: broker, service, readings. Everything on loopback, in one temporary folder."""

import json
import os
import random
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(os.environ.get("FUELLORT_PROGRAMS", ROOT / ".build" / "debug"))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(condition, seconds, what):
    """Waits until the condition gives something; ends with an error that says what for."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(0.1)
    raise TimeoutError(f"{what} did not happen within {seconds} s")


class House:
    """A running service. Use as a context manager."""

    def __init__(self, towns="schwerte", days=2, interval=120, key=None, prefix=None, plan_seconds=2, programs=None, seed=1):
        self.programs = Path(programs or PROGRAMS)
        self.towns, self.days, self.interval, self.seed = towns, days, interval, seed
        self.key, self.prefix, self.plan_seconds = key, prefix or "", plan_seconds
        self.processes = []

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="fuellort-browser-"))
        try:
            self._start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program, *arguments):
        done = subprocess.run(
            [self.programs / program, *map(str, arguments)], env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{program} {arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def _start(self):
        self.mqtt_port = free_port()
        configuration = self.folder / "mosquitto.conf"
        configuration.write_text(
            f"listener {self.mqtt_port} 127.0.0.1\nallow_anonymous true\npersistence false\n"
            "max_queued_messages 0\nmax_queued_bytes 200000000\nmax_inflight_messages 1000\n")
        mosquitto = shutil.which("mosquitto", path=os.environ["PATH"] + ":/usr/sbin")
        self.processes.append(subprocess.Popen(
            [mosquitto, "-c", configuration], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("FUELLORT_")},
            "FUELLORT_STORE_PATH": str(self.folder / "fuellort.sqlite"), "FUELLORT_MQTT_PORT": str(self.mqtt_port),
            "FUELLORT_HTTP_PORT": str(free_port()), "FUELLORT_LOG_LEVEL": "notice",
            "FUELLORT_PLANNING_SECONDS": str(self.plan_seconds), "FUELLORT_ROADS_FILE": str(self.folder / "town.roads"),
            "FUELLORT_ROADS_PROFILES": str(ROOT / "config" / "profiles" / "vehicles"),
        }
        if self.key:
            (self.folder / "key").write_text(self.key + "\n")
            (self.folder / "key").chmod(0o600)
            self.environment["FUELLORT_HTTP_API_KEY_FILE"] = str(self.folder / "key")
        if self.prefix:
            self.environment["FUELLORT_HTTP_BASE_PATH"] = self.prefix
        log = open(self.folder / "serve.log", "w")
        out = open(self.folder / "serve.out", "w")
        self.service = subprocess.Popen([self.programs / "fuellort", "serve"], env=self.environment, stdout=out, stderr=log)
        self.processes.append(self.service)
        self.address = wait_for(self._listening, 60, "listening") + self.prefix
        self.town = self.towns if self.towns != "demo" else "demo"
        town_folder = self.folder / "town"
        streets = self.folder / "streets.osm"
        self._run("fuellort-simulator", "town", "--seed", self.seed, "--towns", self.towns, "--output", town_folder, "--streets", streets)
        self._run("fuellort", "containers", "import", town_folder)
        self._run("fuellort", "roads", "import", streets, "--town", self.towns)
        summary = json.loads(self._run(
            "fuellort-simulator", "publish", "--json", "--seed", self.seed, "--days", self.days, "--interval", self.interval,
            "--town-folder", town_folder, "--host", "127.0.0.1", "--port", self.mqtt_port, "--speed", "max"))
        self.messages = summary["published"]["messages"]
        wait_for(lambda: self._stored() >= self.messages, 600, "storing all readings")
        self.town = json.loads(self.get("/api/v1/towns"))["items"][0]["id"]

    def _listening(self):
        found = re.search(r"^listening on (\S+)$", (self.folder / "serve.out").read_text(), re.M)
        if self.service.poll() is not None:
            raise RuntimeError((self.folder / "serve.log").read_text())
        return found and found.group(1)

    def _stored(self):
        found = re.search(r"^fuellort_ingest_messages_total (\d+)", self.get("/metrics"), re.M)
        return int(found.group(1)) if found else 0

    def get(self, path):
        request = urllib.request.Request(self.address + path)
        if self.key:
            request.add_header("Authorization", f"Bearer {self.key}")
        with urllib.request.urlopen(request, timeout=120) as answer:
            return answer.read().decode()

    def page(self, path):
        """The address of one of the town's pages."""
        return f"{self.address}/towns/{self.town}/{path}"
