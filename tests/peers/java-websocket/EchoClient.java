// A Java-WebSocket client that echoes and closes when it is told bye.

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ServerHandshake;

public class EchoClient extends WebSocketClient {
  private final CountDownLatch closed = new CountDownLatch(1);

  EchoClient(URI url) {
    super(url);
  }

  @Override
  public void onOpen(ServerHandshake handshake) {}

  @Override
  public void onMessage(String message) {
    if (message.equals("bye")) {
      close(CloseFrame.NORMAL, "bye");
    } else {
      send(message);
    }
  }

  @Override
  public void onMessage(ByteBuffer message) {
    send(message);
  }

  @Override
  public void onClose(int code, String reason, boolean remote) {
    if (code != CloseFrame.NEVER_CONNECTED) {
      String how = code == CloseFrame.ABNORMAL_CLOSE ? "unclean" : "clean";
      System.out.printf("closed %d %s %s%n", code, reason, how);
    }
    closed.countDown();
  }

  @Override
  public void onError(Exception error) {
    System.err.println(error);
  }

  public static void main(String[] args) throws Exception {
    EchoClient client = new EchoClient(URI.create(args[0]));
    if (!client.connectBlocking()) {
      System.exit(1);
    }
    client.closed.await();
  }
}
