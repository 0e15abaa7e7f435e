// An echo server with libwebsockets that closes when it is told bye.
#include <libwebsockets.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct session {
  unsigned char* message;  // after LWS_PRE bytes that the library needs
  size_t size;
  int is_whole;
};

// Then the next may come.
static void forget_message(struct lws* wsi, struct session* session) {
  free(session->message);
  session->message = NULL;
  session->size = 0;
  session->is_whole = 0;
  lws_rx_flow_control(wsi, 1);
}

static int echo(struct lws* wsi, enum lws_callback_reasons reason, void* user,
                void* in, size_t size) {
  struct session* session = user;
  switch (reason) {
    case LWS_CALLBACK_RECEIVE:
      session->message =
          realloc(session->message, LWS_PRE + session->size + size);
      memcpy(session->message + LWS_PRE + session->size, in, size);
      session->size += size;
      if (lws_is_final_fragment(wsi) && !lws_remaining_packet_payload(wsi)) {
        session->is_whole = 1;
        lws_rx_flow_control(wsi, 0);  // nothing more until this is written
        lws_callback_on_writable(wsi);
      }
      break;

    case LWS_CALLBACK_SERVER_WRITEABLE: {
      int is_binary = lws_frame_is_binary(wsi);
      if (!session->is_whole) break;  // lws has its own reasons to ask
      unsigned char* data = session->message + LWS_PRE;
      if (!is_binary && session->size == 3 && !memcmp(data, "bye", 3)) {
        lws_close_reason(wsi, LWS_CLOSE_STATUS_NORMAL, data, 3);
        forget_message(wsi, session);  // it is asked once more, for the Close
        return -1;
      }
      int written = lws_write(wsi, data, session->size,
                              is_binary ? LWS_WRITE_BINARY : LWS_WRITE_TEXT);
      if (written < (int)session->size) return -1;
      forget_message(wsi, session);
      break;
    }

    case LWS_CALLBACK_CLOSED:
      free(session->message);
      break;

    default:
      break;
  }
  return 0;
}

static const struct lws_protocols protocols[] = {
    {"echo", echo, sizeof(struct session), 4096, 0, NULL, 0},
    {NULL, NULL, 0, 0, 0, NULL, 0},
};

int main(void) {
  const char* port = getenv("PORT");
  struct lws_context_creation_info info = {0};
  info.iface = "127.0.0.1";
  info.port = port ? atoi(port) : 0;
  info.protocols = protocols;
  lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
  struct lws_context* context = lws_create_context(&info);
  if (!context) return 1;
  printf("listening on ws://127.0.0.1:%d/\n",
         lws_get_vhost_listen_port(lws_get_vhost_by_name(context, "default")));
  fflush(stdout);
  while (lws_service(context, 0) >= 0) {
  }
  lws_context_destroy(context);
}
