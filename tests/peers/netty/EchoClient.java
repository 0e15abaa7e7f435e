// A Netty client, whose last handler is EchoHandler.

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.net.URI;
import java.util.concurrent.TimeUnit;

public class EchoClient {
  public static void main(String[] args) throws Exception {
    URI url = URI.create(args[0]);
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
    WebSocketClientProtocolConfig config =
        WebSocketClientProtocolConfig.newBuilder().webSocketUri(url).build();
    try {
      Channel channel = new Bootstrap()
          .group(group)
          .channel(NioSocketChannel.class)
          .handler(new ChannelInitializer<SocketChannel>() {
            @Override
            protected void initChannel(SocketChannel ch) {
              ch.pipeline()
                  .addLast(new HttpClientCodec())
                  .addLast(new HttpObjectAggregator(65536))
                  .addLast(new WebSocketClientProtocolHandler(config))
                  .addLast(new WebSocketFrameAggregator(16 << 20))
                  .addLast(new EchoHandler());
            }
          })
          .connect(url.getHost(), url.getPort())
          .sync()
          .channel();
      channel.closeFuture().sync();
      // WebSocketClientProtocolHandler keeps the code to itself.
      System.out.println("closed 1005 not told unclean");
    } finally {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }
}
