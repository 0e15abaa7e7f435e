// An echo server with Java-WebSocket that closes when it is told bye.

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.java_websocket.WebSocket;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

public class EchoServer extends WebSocketServer {
  EchoServer(int port) {
    super(new InetSocketAddress("127.0.0.1", port));
  }

  @Override
  public void onStart() {
    System.out.printf("listening on ws://127.0.0.1:%d/%n", getPort());
  }

  @Override
  public void onOpen(WebSocket conn, ClientHandshake handshake) {}

  @Override
  public void onMessage(WebSocket conn, String message) {
    if (message.equals("bye")) {
      conn.close(CloseFrame.NORMAL, "bye");
    } else {
      conn.send(message);
    }
  }

  @Override
  public void onMessage(WebSocket conn, ByteBuffer message) {
    conn.send(message);
  }

  @Override
  public void onClose(WebSocket conn, int code, String reason, boolean remote) {}

  @Override
  public void onError(WebSocket conn, Exception error) {
    System.err.println(error);
  }

  public static void main(String[] args) {
    String port = System.getenv().getOrDefault("PORT", "0");
    EchoServer server = new EchoServer(Integer.parseInt(port));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      try {
        server.stop(1000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }));
    server.run();
  }
}
