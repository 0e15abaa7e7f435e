// An echo server with Undertow, whose listener is EchoListener.

import static io.undertow.Handlers.path;
import static io.undertow.Handlers.websocket;

import io.undertow.Undertow;
import java.net.InetSocketAddress;

public class EchoServer {
  public static void main(String[] args) {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "0"));
    Undertow server = Undertow.builder()
        .addHttpListener(port, "127.0.0.1")
        .setHandler(path().addPrefixPath("/", websocket((exchange, channel) -> {
          channel.getReceiveSetter().set(new EchoListener());
          channel.resumeReceives();
        })))
        .build();
    server.start();
    InetSocketAddress address =
        (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    System.out.printf("listening on ws://127.0.0.1:%d/%n", address.getPort());
  }
}
