package dev.labelmill.local.cloud.runtime;

/** Hears each line a function prints, as a log subscription does. */
@FunctionalInterface
public interface LineListener {

    /** {@code function} printed {@code line}, perhaps shortly after it answered. */
    void printed(String function, String line);
}
