// A Jetty endpoint that echoes and closes when it is told bye.

import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;

public class EchoEndpoint extends Session.Listener.AbstractAutoDemanding {
  final CountDownLatch closed = new CountDownLatch(1);
  int code;
  String reason;

  @Override
  public void onWebSocketText(String message) {
    if (message.equals("bye")) {
      getSession().close(StatusCode.NORMAL, "bye", Callback.NOOP);
    } else {
      getSession().sendText(message, Callback.NOOP);
    }
  }

  @Override
  public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
    getSession().sendBinary(payload, callback);
  }

  @Override
  public void onWebSocketClose(int code, String reason, Callback callback) {
    this.code = code;
    this.reason = reason;
    callback.succeed();
    closed.countDown();
  }
}
