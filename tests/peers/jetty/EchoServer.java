// An echo server with Jetty, whose endpoint is EchoEndpoint.

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

public class EchoServer {
  public static void main(String[] args) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(Integer.parseInt(System.getenv().getOrDefault("PORT", "0")));
    server.addConnector(connector);

    ContextHandler context = new ContextHandler("/");
    context.setHandler(WebSocketUpgradeHandler.from(server, context, container ->
        container.addMapping("/", (request, response, callback) -> new EchoEndpoint())));
    server.setHandler(context);
    server.setStopAtShutdown(true);
    server.setStopTimeout(1000);

    server.start();
    System.out.printf("listening on ws://127.0.0.1:%d/%n", connector.getLocalPort());
    server.join();
  }
}
