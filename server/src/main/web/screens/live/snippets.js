// @ts-check
/** One event, sent from everywhere. */
import {firstCommand} from '../../shell/commands.js';

const EVENT = '{"sender":"demo","origin":"probe1","payload":{"type":"temperature","value":21.5,"unit":"Cel"}}';

/** @typedef {{name: string, text: (host: string) => string, isTried: boolean}} Snippet
 * `isTried`: whether the tests of this project run it */

/** @type {Snippet[]} */
export const SNIPPETS = [
  {name: 'acequia', isTried: true, text: firstCommand},
  {name: 'libcoap', isTried: true, text: host =>
    `coap-client-notls -m post -t 50 -e '${EVENT}' coap://${host}/event`},
  {name: 'Python (aiocoap)', isTried: false, text: host => `import asyncio
from aiocoap import Context, Message, POST

EVENT = b'${EVENT}'

async def main():
    client = await Context.create_client_context()
    request = Message(code=POST, uri="coap://${host}/event", content_format=50, payload=EVENT)
    print((await client.request(request).response).code)

asyncio.run(main())`},
  {name: 'Zephyr', isTried: false, text: host => `#include <zephyr/net/coap.h>
#include <zephyr/net/socket.h>

void send_event(void)
{
    static const char event[] = ${JSON.stringify(EVENT)};
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(5683)};
    struct coap_packet request;
    uint8_t data[256];
    int sock = zsock_socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);

    zsock_inet_pton(AF_INET, "${host}", &server.sin_addr);  /* an address, not a name */
    coap_packet_init(&request, data, sizeof(data), COAP_VERSION_1, COAP_TYPE_CON,
                     COAP_TOKEN_MAX_LEN, coap_next_token(), COAP_METHOD_POST, coap_next_id());
    coap_packet_append_option(&request, COAP_OPTION_URI_PATH, "event", 5);
    coap_append_option_int(&request, COAP_OPTION_CONTENT_FORMAT, 50);
    coap_packet_append_payload_marker(&request);
    coap_packet_append_payload(&request, event, sizeof(event) - 1);
    zsock_sendto(sock, request.data, request.offset, 0,
                 (struct sockaddr *)&server, sizeof(server));
}`},
  {name: 'ESP-IDF', isTried: false, text: host => `/* idf.py add-dependency espressif/coap */
#include <arpa/inet.h>
#include <coap3/coap.h>

void send_event(void)
{
    static const char event[] = ${JSON.stringify(EVENT)};
    uint8_t format[2];
    coap_address_t server;

    coap_startup();
    coap_address_init(&server);
    server.addr.sin.sin_family = AF_INET;
    server.addr.sin.sin_port = htons(5683);
    inet_pton(AF_INET, "${host}", &server.addr.sin.sin_addr);  /* an address, not a name */
    coap_context_t *context = coap_new_context(NULL);
    coap_session_t *session = coap_new_client_session(context, NULL, &server, COAP_PROTO_UDP);
    coap_pdu_t *request = coap_new_pdu(COAP_MESSAGE_CON, COAP_REQUEST_CODE_POST, session);
    coap_add_option(request, COAP_OPTION_URI_PATH, 5, (const uint8_t *)"event");
    coap_add_option(request, COAP_OPTION_CONTENT_FORMAT,
                    coap_encode_var_safe(format, sizeof(format), 50), format);
    coap_add_data(request, sizeof(event) - 1, (const uint8_t *)event);
    coap_send(session, request);
    coap_io_process(context, 2000);
    coap_free_context(context);
}`},
  {name: 'Arduino', isTried: false, text: host => `// Library manager: "CoAP simple library"
#include <WiFi.h>
#include <WiFiUdp.h>
#include <coap-simple.h>

WiFiUDP udp;
Coap coap(udp);

void sendEvent() {
  const char event[] = ${JSON.stringify(EVENT)};
  IPAddress server;
  WiFi.hostByName("${host}", server);
  coap.send(server, 5683, "event", COAP_CON, COAP_POST, NULL, 0,
            (const uint8_t *)event, strlen(event), COAP_APPLICATION_JSON);
}`},
];
