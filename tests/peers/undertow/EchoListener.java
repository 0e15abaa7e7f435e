// An Undertow listener that echoes and closes when it is told bye.

import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;

public class EchoListener extends AbstractReceiveListener {
  @Override
  protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
    String text = message.getData();
    if (text.equals("bye")) {
      WebSockets.sendClose(CloseMessage.NORMAL_CLOSURE, "bye", channel, null);
    } else {
      WebSockets.sendText(text, channel, null);
    }
  }

  @Override
  protected void onFullBinaryMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
    var data = message.getData();
    WebSockets.sendBinary(WebSockets.mergeBuffers(data.getResource()), channel, null);
    data.free();
  }
}
