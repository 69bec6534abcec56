package io.mozpool.plugins.sut;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An agent on real TCP that serves one connection and records every byte the client sends. It keeps
 * directories and answers as SUTAgent 1.13 does, but for the commands that a test answers itself.
 */
final class AgentDouble implements AutoCloseable {

  private static final String PROMPT = "$>\0";

  /** What is said to one command, prompt included. */
  @FunctionalInterface
  interface Reply {

    Reply HANG_UP =
        out -> {
          throw new IOException("hangs up");
        };
    Reply SILENCE = out -> {};
    Reply ENDLESS =
        out -> {
          while (true) {
            out.write("no end ".repeat(1000).getBytes(ISO_8859_1));
          }
        };

    static Reply text(String text) {
      return raw(text.isEmpty() ? PROMPT : text + "\n" + PROMPT);
    }

    static Reply raw(String text) {
      return out -> out.write(text.getBytes(ISO_8859_1));
    }

    static Reply byteByByte(String text) {
      return out -> {
        for (byte b : (text + "\n" + PROMPT).getBytes(ISO_8859_1)) {
          out.write(b);
        }
      };
    }

    void to(OutputStream out) throws IOException;
  }

  private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final Map<String, Reply> replies = new HashMap<>();
  private final Set<String> directories = new HashSet<>(Set.of("/mnt", "/mnt/sdcard"));
  private final StringBuilder received = new StringBuilder();
  private final CompletableFuture<String> conversation = new CompletableFuture<>();

  AgentDouble(String... directories) throws IOException {
    this.directories.addAll(Set.of(directories));
    answer("testroot", Reply.text("/mnt/sdcard"));
    answer("ver", Reply.text("SUTAgentAndroid Version 1.13.1"));
    answer("", Reply.raw(PROMPT));
    Thread thread = new Thread(this::serve, "agent-double");
    thread.setDaemon(true);
    thread.start();
  }

  /** Answers a command so; the empty command is the connection itself. */
  AgentDouble answer(String command, Reply reply) {
    replies.put(command, reply);
    return this;
  }

  String address() {
    return "sut://" + listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort();
  }

  /** Everything that was received, once the client has closed its connection. */
  String conversation() throws Exception {
    return conversation.get(5, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void serve() {
    try (Socket socket = listener.accept()) {
      socket.setTcpNoDelay(true);
      reply("", socket);
      for (String line = line(socket); line != null; line = line(socket)) {
        reply(line, socket);
      }
    } catch (IOException e) {
      // The client or the test has had enough.
    }
    conversation.complete(received.toString());
  }

  private void reply(String command, Socket socket) throws IOException {
    Reply reply = replies.get(command);
    (reply != null ? reply : usual(command, socket.getInputStream())).to(socket.getOutputStream());
  }

  private Reply usual(String command, InputStream in) throws IOException {
    String[] words = command.split(" ");
    switch (words[0]) {
      case "isdir":
        return Reply.text(directories.contains(words[1]) ? "TRUE" : "FALSE");
      case "mkdr":
        directories.add(words[1]);
        return Reply.text(words[1] + " successfully created");
      case "rmdr":
        directories.remove(words[1]);
        return Reply.text("Deleting file(s) from " + words[1] + "\n\t<empty>");
      case "push":
        received.append(new String(in.readNBytes(Integer.parseInt(words[2])), ISO_8859_1));
        return Reply.text("d548a4ba2f0d8ff52af7ce43e241f7da");
      default:
        return Reply.text("##AGENT-WARNING## [" + words[0] + "] is currently not implemented.");
    }
  }

  private String line(Socket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = socket.getInputStream().read(); b >= 0; b = socket.getInputStream().read()) {
      received.append((char) b);
      line.append((char) b);
      if (b == '\n') {
        return line.toString().strip();
      }
    }
    return null;
  }
}
