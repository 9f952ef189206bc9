"""What people write in Python, done right: paho with manual acknowledgement, 500 readings to a commit. PORT CLIENT N DATABASE"""
import calendar
import json
import resource
import sqlite3
import sys
import time

import paho.mqtt.client as mqtt

port, client_id, wanted, path = int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
db = sqlite3.connect(path, isolation_level=None)
db.execute("PRAGMA journal_mode=WAL")
db.execute("PRAGMA synchronous=FULL")
db.execute("CREATE TABLE reading (time INTEGER, bin TEXT, level REAL, battery REAL, temperature REAL, seq INTEGER,"
           " PRIMARY KEY (time, bin)) WITHOUT ROWID")
rows, waiting = [], []
received = 0
started = None


def used():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def commit(client):
    db.execute("BEGIN IMMEDIATE")
    db.executemany("INSERT OR IGNORE INTO reading VALUES (?,?,?,?,?,?)", rows)
    db.execute("COMMIT")
    for message in waiting:
        client.ack(message.mid, message.qos)
    rows.clear()
    waiting.clear()


def on_message(client, userdata, message):
    global received, started
    if started is None:
        started = (time.monotonic(), used())
    reading = json.loads(message.payload)
    seconds = calendar.timegm(time.strptime(reading["time"], "%Y-%m-%dT%H:%M:%SZ"))
    rows.append((seconds, message.topic.split("/")[3], reading["level"], reading["battery_pct"], reading["temperature_c"],
                 reading["seq"]))
    waiting.append(message)
    received += 1
    if len(rows) == 500 or received == wanted:
        commit(client)
    if received == wanted:
        print(json.dumps({"messages": received, "seconds": time.monotonic() - started[0], "cpu_seconds": used() - started[1]}))
        client.disconnect()


try:
    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id=client_id, clean_session=False, manual_ack=True)
except AttributeError:
    client = mqtt.Client(client_id=client_id, clean_session=False, manual_ack=True)
client.on_connect = lambda client, *rest: client.subscribe("fuellort/v1/+/+/reading", 1)
client.on_message = on_message
client.connect("127.0.0.1", port)
client.loop_forever()
