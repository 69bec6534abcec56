package io.mozpool.plugins.ping;

import io.mozpool.plugin.Setting;
import java.util.Optional;

/** Which program pings. */
public record PingSettings(
    @Setting(
            "The fping program: an absolute path, or a name to look for on the PATH; where it is"
                + " not given, fping is used if it is installed")
        Optional<String> command) {}
