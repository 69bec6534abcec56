package io.mozpool.plugin.agent;

import io.mozpool.plugin.NamedFactory;

/**
 * Extension point: makes the driver that talks to one kind of agent.
 *
 * @param <C> the settings
 * @since 1.0
 */
public interface AgentDriverFactory<C extends Record> extends NamedFactory<AgentDriver, C> {}
