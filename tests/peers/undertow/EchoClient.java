// An Undertow client, whose listener is EchoListener.

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.websockets.client.WebSocketClient;
import io.undertow.websockets.core.WebSocketChannel;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.xnio.OptionMap;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

public class EchoClient {
  public static void main(String[] args) throws Exception {
    XnioWorker worker = Xnio.getInstance().createWorker(OptionMap.EMPTY);
    ByteBufferPool buffers = new DefaultByteBufferPool(true, 16 * 1024);
    CountDownLatch closed = new CountDownLatch(1);
    WebSocketChannel channel;
    try {
      channel = WebSocketClient
          .connectionBuilder(worker, buffers, URI.create(args[0]))
          .connect()
          .get();
    } catch (IOException error) {
      System.err.println(error);
      System.exit(1);
      return;
    }
    channel.addCloseTask(ended -> closed.countDown());
    channel.getReceiveSetter().set(new EchoListener());
    channel.resumeReceives();
    closed.await();
    int code = channel.getCloseCode();
    String how = channel.isCloseFrameReceived() && channel.isCloseFrameSent()
        ? "clean" : "unclean";
    String reason = channel.getCloseReason() == null ? "" : channel.getCloseReason();
    System.out.printf("closed %d %s %s%n", code, reason, how);
    worker.shutdownNow();
  }
}
