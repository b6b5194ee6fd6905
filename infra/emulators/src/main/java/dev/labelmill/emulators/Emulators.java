package dev.labelmill.emulators;

import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * DynamoDB Local, an S3 server (S3Proxy) and an SQS server (ElasticMQ) on ephemeral ports of 127.0.0.1, in this JVM.
 *
 * <p>Their jars come from the folder that the system property {@value #HOME} names (built by this module as
 * {@code target/emulators}) and never meet the application's class path. Several instances may run at a time.
 *
 * <p>Clients use {@link #REGION}, {@link #ACCESS_KEY} and {@link #SECRET_KEY}. The S3 client must be path-style, with
 * chunked encoding off and checksums only when required. A put with
 * {@code If-Match} is beyond S3Proxy: it looks first and writes then, and refuses before it has read the body, on which it
 * closes the connection, so that the JDK's client often sees no answer. Puts if absent are atomic.
 */
public final class Emulators implements AutoCloseable {

    /** System property naming the folder with the servers' jars. */
    public static final String HOME = "labelmill.emulators";

    /** The region every client names. */
    public static final String REGION = "us-east-1";

    /** The access key every client uses; no server checks it. */
    public static final String ACCESS_KEY = "labelmill";

    /** The secret key every client uses; no server checks it. */
    public static final String SECRET_KEY = "labelmill";

    private final Map<Service, Emulator> running = new EnumMap<>(Service.class);
    private final List<ObjectListener> listeners = new CopyOnWriteArrayList<>();

    /** One of the three servers. */
    public enum Service {
        /** DynamoDB with streams and transactions, in memory. */
        DYNAMODB,
        /** S3, in memory or on a folder. */
        S3,
        /** SQS with redrive, in memory. */
        SQS
    }

    /**
     * What to start.
     *
     * @param services the servers wanted
     * @param objects the folder that the S3 server keeps its objects in, made if absent; in memory if empty
     */
    public record Options(Set<Service> services, Optional<Path> objects) {

        public Options {
            services = Set.copyOf(services);
        }

        /** All three, in memory. */
        public static Options all() {
            return new Options(EnumSet.allOf(Service.class), Optional.empty());
        }

        /** Only the named ones, in memory. */
        public static Options only(Service first, Service... others) {
            return new Options(EnumSet.of(first, others), Optional.empty());
        }

        /** The same, with objects kept as files under {@code folder}. */
        public Options objectsIn(Path folder) {
            return new Options(services, Optional.of(folder));
        }
    }

    private Emulators() {}

    /**
     * Starts the servers and returns once they answer.
     *
     * @throws IllegalStateException if the servers' jars are not where {@link #HOME} says, or a server cannot start
     */
    public static Emulators start(Options options) {
        Emulators emulators = new Emulators();
        try {
            for (Service service : EnumSet.copyOf(options.services())) {
                emulators.running.put(service, emulators.startOne(service, options));
            }
            return emulators;
        } catch (RuntimeException failed) {
            emulators.close();
            throw failed;
        }
    }

    /** DynamoDB's and DynamoDB Streams' endpoint. */
    public URI dynamoDb() {
        return address(Service.DYNAMODB);
    }

    /** S3's endpoint. */
    public URI s3() {
        return address(Service.S3);
    }

    /** SQS's endpoint. */
    public URI sqs() {
        return address(Service.SQS);
    }

    /** Has {@code listener} told of every change of an object from now on. */
    public void onObject(ObjectListener listener) {
        listeners.add(listener);
    }

    /** Stops all servers; what they held in memory is gone. */
    @Override
    public void close() {
        Deque<Emulator> newestFirst = new ArrayDeque<>();
        running.values().forEach(newestFirst::push);
        running.clear();
        newestFirst.forEach(Emulator::close);
    }

    private URI address(Service service) {
        Emulator emulator = running.get(service);
        if (emulator == null) {
            throw new IllegalStateException(service + " was not started");
        }
        return emulator.address();
    }

    private Emulator startOne(Service service, Options options) {
        return switch (service) {
            case DYNAMODB -> Inside.create("Tables");
            case S3 -> Inside.create("Objects", options.objects(), (ObjectListener) this::tellAll);
            case SQS -> Inside.create("Queues");
        };
    }

    private void tellAll(String eventName, String bucket, String key, long size, String etag) {
        listeners.forEach(listener -> listener.changed(eventName, bucket, key, size, etag));
    }

    /** The other side of the class loader; loaded, with its libraries, once. */
    private static final class Inside {

        private static final ClassLoader LOADER = new IsolatedLoader(home());

        static Emulator create(String name, Object... arguments) {
            Thread current = Thread.currentThread();
            ClassLoader outside = current.getContextClassLoader();
            // Service lookups and configuration files of the servers go by the context loader.
            current.setContextClassLoader(LOADER);
            try {
                Class<?> type = LOADER.loadClass(Emulators.class.getPackageName() + ".inside." + name);
                return (Emulator) type.getConstructors()[0].newInstance(arguments);
            } catch (InvocationTargetException failed) {
                throw new IllegalStateException(name + " could not start", failed.getCause());
            } catch (ReflectiveOperationException broken) {
                throw new IllegalStateException(name + " cannot be loaded", broken);
            } finally {
                current.setContextClassLoader(outside);
            }
        }

        private static Path home() {
            String home = System.getProperty(HOME);
            if (home == null) {
                throw new IllegalStateException("System property " + HOME + " does not name the servers' folder");
            }
            return Path.of(home);
        }
    }
}
