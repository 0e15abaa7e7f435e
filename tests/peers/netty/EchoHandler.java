// A Netty handler that echoes and closes when it is told bye.

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

public class EchoHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
  private boolean isClosing;

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    if (isClosing) {
      return; // it was in flight, and there is no answer any more
    }
    if (frame instanceof TextWebSocketFrame text && text.text().equals("bye")) {
      ctx.writeAndFlush(
          new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE, "bye"));
      isClosing = true;
    } else {
      ctx.writeAndFlush(frame.retain());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    System.err.println(cause);
    ctx.close();
  }
}
