package dev.labelmill.emulators.inside;

import dev.labelmill.emulators.Emulator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** DynamoDB Local, in memory, one database for all credentials and regions. */
public final class Tables implements Emulator {

    private final Server server;
    private final LocalDynamoDBServerHandler handler;

    /** Starts it. DynamoDB Local's own server would listen on all interfaces, so its handler gets a server here. */
    public Tables() throws Exception {
        Quiet.down();
        handler = new LocalDynamoDBServerHandler(new LocalDynamoDBRequestHandler(0, true, null, true, false), null);
        server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(new ContextHandler(handler));
        server.start();
    }

    @Override
    public URI address() {
        return Loopback.address(server.getURI().getPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("DynamoDB Local did not stop", failed);
        } finally {
            handler.close();
        }
    }
}
