// The room MQTT.
