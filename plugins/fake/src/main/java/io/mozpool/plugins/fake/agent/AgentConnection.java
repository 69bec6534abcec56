package io.mozpool.plugins.fake.agent;

import io.mozpool.plugins.fake.net.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.ByteProcessor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One client's commands, as SUTAgentAndroid 1.13.1 answers them: those that MozPool uses, and those
 * by which mozdevice of 2012 looks for directories and files.
 */
final class AgentConnection extends ByteToMessageDecoder {

  private static final String PROMPT = "$>\0";
  private static final String VERSION = "SUTAgentAndroid Version 1.13.1";
  private static final int MAX_LINE = 8192;

  private final AgentHost host;
  private final AgentFiles files;
  private @Nullable Upload upload;
  private boolean afterReturn;

  /** The place of this client. */
  private String directory = "/";

  AgentConnection(AgentHost host, AgentFiles files) {
    this.host = host;
    this.files = files;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    answer(context, "");
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (afterReturn) {
      afterReturn = false;
      if (in.getByte(in.readerIndex()) == '\n') {
        in.skipBytes(1);
        return;
      }
    }
    if (upload == null) {
      readLine(context, in);
    } else {
      upload.take(in);
      finish(context, upload);
    }
  }

  /** A line ends with CR, LF or both; of both, the LF may come later and is no data of a push. */
  private void readLine(ChannelHandlerContext context, ByteBuf in) {
    int end = in.forEachByte(ByteProcessor.FIND_CRLF);
    if (end >= 0) {
      CharSequence line = in.readCharSequence(end - in.readerIndex(), StandardCharsets.UTF_8);
      afterReturn = in.readByte() == '\r';
      CommandLine command = CommandLine.parse(line);
      if (!command.word().isEmpty()) {
        run(context, command);
      }
    } else if (in.readableBytes() > MAX_LINE) {
      Wire.close(context);
    }
  }

  private void run(ChannelHandlerContext context, CommandLine command) {
    switch (command.word().toLowerCase(Locale.ROOT)) {
      case "ver" -> answer(context, VERSION);
      case "testroot" -> answer(context, AgentFiles.ROOT);
      case "isdir" -> answer(context, files.isDirectory(command.argument(0)));
      case "cd" -> answer(context, changeDirectory(command.argument(0)));
      case "cwd" -> answer(context, directory);
      case "ls" -> answer(context, files.list(path(command.argument(0))));
      case "mkdr" -> answer(context, files.makeDirectory(command.argument(0)));
      case "rmdr" -> answer(context, files.removeDirectory(command.argument(0)));
      case "push" -> {
        upload = new Upload(command.argument(0), command.argument(1));
        finish(context, upload);
      }
      case "rebt" -> {
        Wire.close(context);
        host.reboot();
      }
      case "quit", "exit" -> Wire.sendAndClose(context, withPrompt(command.word()));
      default -> answer(context, AgentFiles.WARNING + command.notImplemented());
    }
  }

  private String changeDirectory(String argument) {
    String path = path(argument);
    if (!files.hasDirectory(path)) {
      return AgentFiles.WARNING + "Couldn't change directory to " + path;
    }
    directory = path;
    return "";
  }

  /** The meaning of an argument where this client is. */
  private String path(String argument) {
    if (argument.isEmpty()) {
      return directory;
    }
    return argument.startsWith("/") ? argument : directory + "/" + argument;
  }

  private void finish(ChannelHandlerContext context, Upload pushed) {
    if (pushed.isComplete()) {
      upload = null;
      boolean stored = host.storesFile() && files.store(pushed.file());
      answer(context, stored ? pushed.md5() : AgentFiles.WARNING + "Push failed!");
    }
  }

  private static void answer(ChannelHandlerContext context, String text) {
    Wire.send(context, withPrompt(text));
  }

  private static ByteBuf withPrompt(String text) {
    String whole = text.isEmpty() ? PROMPT : text + "\n" + PROMPT;
    return Unpooled.copiedBuffer(whole, StandardCharsets.UTF_8);
  }
}
