package dev.labelmill.emulators;

import java.net.URI;

/** One running server; closing it frees its port and its threads. */
public interface Emulator extends AutoCloseable {

    /** The address to give an AWS client as its endpoint override, on 127.0.0.1. */
    URI address();

    @Override
    void close();
}
