/// Messages in the documented forms, of the size they have in the field.
enum Messages {
    static let theThingsStack = """
        {"end_device_ids":{"device_id":"b1","application_ids":{"application_id":"bins"},"dev_eui":"24E124713D000101",\
        "join_eui":"24E124C0002A0001","dev_addr":"260B0001"},"correlation_ids":["as:up:01H0S7ZJQ9MQPMVY49FT3SE07M",\
        "gs:conn:01H03BQZ9342X3Y86DJ2P704E5","gs:up:host:01H03BQZ99EGAM52KK1300GFKN","gs:uplink:01H0S7ZJGS6D9TJSKJN8XNTMAV",\
        "ns:uplink:01H0S7ZJGS9KKD4HTTPKFEMWCV","rpc:/ttn.lorawan.v3.GsNs/HandleUplink:01H0S7ZJGSF3M38ZRZVTM38DEC"],\
        "received_at":"2026-03-02T06:00:01.848446463Z","uplink_message":{"session_key_id":"AYf000000000000000000A==",\
        "f_port":85,"f_cnt":10335,"frm_payload":"AXVLA2fIAASCjgMFAAA=","decoded_payload":{"battery":75,"distance":910,\
        "temperature":20,"position":"normal"},"rx_metadata":[{"gateway_ids":{"gateway_id":"eui-6a7e111a10000000",\
        "eui":"6A7E111A10000000"},"time":"2026-03-02T06:00:01.608982Z","timestamp":3893546133,"rssi":-35,"channel_rssi":-35,\
        "snr":13.2,"frequency_offset":"69","uplink_token":"CiIKIAoUZXVpLTZhN2UxMTFhMTAwMDAwMDASCCThJP/+9k6eEJWZy8AOGgwIr5Sc\
        owYQvNbUsQIgiMy8y6jwpwE=","channel_index":3,"received_at":"2026-03-02T06:00:01.607383681Z"}],"settings":{"data_rate":\
        {"lora":{"bandwidth":125000,"spreading_factor":7,"coding_rate":"4/5"}},"frequency":"867100000","timestamp":3893546133,\
        "time":"2026-03-02T06:00:01.608982Z"},"received_at":"2026-03-02T06:00:01.641841782Z","consumed_airtime":"0.056576s",\
        "network_ids":{"net_id":"000013","tenant_id":"ttn","cluster_id":"eu1","cluster_address":"eu1.cloud.thethings.network"}}}
        """

    static let chirpStack = """
        {"deduplicationId":"57433366-50a6-4dc2-8145-2df1bbc70d9e","time":"2026-03-02T06:10:00.404859+00:00","deviceInfo":\
        {"tenantId":"52f14cd4-c6f1-4fbd-8f87-4025e1d49242","tenantName":"city","applicationId":\
        "33333333-0000-4000-8000-000000000001","applicationName":"bins","deviceProfileId":\
        "605d08d4-65f5-4d2c-8a5a-3d2457662f79","deviceProfileName":"bin","deviceName":"bin 17","devEui":"24e124713d000102",\
        "tags":{}},"devAddr":"01aa0001","adr":true,"dr":5,"fCnt":7,"fPort":85,"confirmed":false,"data":"AXUIA2fIAASCgAIFAAA=",\
        "object":{"battery":8,"distance":640,"temperature":20},"rxInfo":[{"gatewayId":"a840411eb1044150","uplinkId":24022,\
        "time":"2026-03-02T06:10:00.404859+00:00","rssi":-35,"snr":11.5,"channel":2,"rfChain":1,"location":{},"context":\
        "EFwMtA==","metadata":{"region_common_name":"EU868","region_config_id":"eu868"},"crcStatus":"CRC_OK"}],"txInfo":\
        {"frequency":868500000,"modulation":{"lora":{"bandwidth":125000,"spreadingFactor":7,"codeRate":"CR_4_5"}}}}
        """
}
