// A Jetty client, whose endpoint is EchoEndpoint.

import java.net.URI;
import java.util.concurrent.ExecutionException;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.eclipse.jetty.websocket.client.WebSocketClient;

public class EchoClient {
  public static void main(String[] args) throws Exception {
    WebSocketClient client = new WebSocketClient();
    client.start();
    EchoEndpoint endpoint = new EchoEndpoint();
    try {
      client.connect(endpoint, URI.create(args[0])).get();
      endpoint.closed.await();
      String how = endpoint.code == StatusCode.ABNORMAL ? "unclean" : "clean";
      String reason = endpoint.reason == null ? "" : endpoint.reason;
      System.out.printf("closed %d %s %s%n", endpoint.code, reason, how);
    } catch (ExecutionException error) {
      System.err.println(error);
      System.exit(1);
    } finally {
      client.stop();
    }
  }
}
