"""Valhalla on the same places, as a second witness of the times. Comes from `make engines`; see run.py."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request


def measure(programs, extract, places, cpu_seconds, free_port, say):
    """CPU seconds to build its tiles, for all pairs of the places, and for one route (median of 100); None where it is not there."""
    service = os.path.join(programs, "bin", "valhalla_service")
    if not os.path.exists(service):
        say("Valhalla is not here (make engines): its figures are left out")
        return None
    work = tempfile.mkdtemp(prefix="fuellort-valhalla.")
    server = None
    try:
        port = free_port()
        options = ["--mjolnir-tile-dir", work + "/tiles", "--httpd-service-listen", f"tcp://127.0.0.1:{port}",
                   "--httpd-service-drain-seconds", "1", "--httpd-service-shutdown-seconds", "1",
                   "--thor-source-to-target-algorithm", "timedistancematrix",
                   "--service-limits-auto-max-matrix-location-pairs", "1000000",
                   "--service-limits-auto-max-matrix-distance", "400000"]
        for name, file in (("httpd-service-loopback", "loopback"), ("httpd-service-interrupt", "interrupt"),
                           ("loki-service-proxy", "loki"), ("thor-service-proxy", "thor"), ("odin-service-proxy", "odin")):
            options += ["--" + name, f"ipc://{work}/{file}"]
        settings = work + "/valhalla.json"
        with open(settings, "w") as file:
            subprocess.run([sys.executable, os.path.join(programs, "valhalla_build_config.py"), *options], stdout=file, check=True)
        start = os.times()
        subprocess.run([os.path.join(programs, "bin", "valhalla_build_tiles"), "-c", settings, extract], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = os.times()
        figures = {"build_cpu_s": end.children_user + end.children_system - start.children_user - start.children_system,
                   "tiles_mb": sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(work + "/tiles")
                                   for name in names) / 1048576}
        server = subprocess.Popen([service, settings, "1"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/status", timeout=5).read()
                break
            except OSError:
                time.sleep(0.1)
        points = [{"lon": lon, "lat": lat} for lon, lat in places]
        before = cpu_seconds(server.pid)
        ask(port, "sources_to_targets", {"sources": points, "targets": points, "costing": "auto", "verbose": False})
        figures["matrix_cpu_s"] = cpu_seconds(server.pid) - before
        before = cpu_seconds(server.pid)
        for index in range(100):
            try:
                ask(port, "route", {"locations": [points[index], points[-1 - index]], "costing": "auto"})
            except OSError:
                pass
        figures["route_ms"] = (cpu_seconds(server.pid) - before) * 10
        with open(f"/proc/{server.pid}/status") as file:
            figures["resident_mb"] = next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) / 1024
        return figures
    except (subprocess.SubprocessError, OSError, KeyError) as error:
        say(f"Valhalla does not run here ({error}); its figures are left out")
        return None
    finally:
        if server:
            server.terminate()
            server.wait()
        shutil.rmtree(work, ignore_errors=True)


def ask(port, action, body):
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/{action}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=600) as answer:
        return json.loads(answer.read())
