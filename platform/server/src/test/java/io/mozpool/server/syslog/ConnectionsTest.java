package io.mozpool.server.syslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.server.RealTime;
import io.mozpool.server.journal.Journal;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
@Timeout(60)
class ConnectionsTest {

  private final MultiThreadIoEventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  @TempDir Path directory;
  private Boards boards;
  private Journal journal;
  private Intake intake;
  private int port;

  @BeforeEach
  void open() {
    boards = Boards.in(directory);
    journal = new Journal(RealTime.THREADS, boards.database().database(), Clock.systemUTC());
    intake = new Intake(boards.senders(), journal, Clock.systemUTC(), 1);
    InetSocketAddress bound =
        (InetSocketAddress)
            new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new Connections(intake, 2, loop.next()))
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel()
                .localAddress();
    port = bound.getPort();
  }

  @AfterEach
  void close() {
    loop.shutdownGracefully();
    journal.close();
    boards.close();
  }

  @Test
  void whatIsTooManyIsClosedUntilAnotherEnds() throws IOException {
    try (Socket first = connection();
        Socket second = connection();
        Socket third = connection()) {
      assertThat(third.getInputStream().read()).isEqualTo(-1);
      say(first);
      say(second);
      await().until(() -> intake.counts().received() == 2);
    }

    await()
        .until(
            () -> {
              try (Socket next = connection()) {
                say(next);
              }
              return intake.counts().received() > 2;
            });
  }

  private static void say(Socket socket) throws IOException {
    socket.getOutputStream().write("hello\n".getBytes(UTF_8));
  }

  private Socket connection() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }
}
