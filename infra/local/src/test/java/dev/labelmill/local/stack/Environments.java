package dev.labelmill.local.stack;

import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.cost.PriceList;
import dev.labelmill.emulators.Emulators;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.cost.MeteringInterceptor;
import dev.labelmill.lambda.cost.PriceFile;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.secret.FileSecrets;
import dev.labelmill.lambda.secret.SecretSource;
import dev.labelmill.lambda.wiring.Clients;
import dev.labelmill.lambda.wiring.Configuration;
import dev.labelmill.lambda.wiring.Services;
import dev.labelmill.local.cloud.AwsClients;
import dev.labelmill.local.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** The real handlers of a test's house, with faults between them and the servers, and what all of them metered. */
final class Environments {

    private final Faults faults;
    private final Emulators emulators;
    private final Map<String, String> variables;
    private final Path secrets;
    private final PriceList prices = PriceFile.shipped("us-east-1-arm64");
    private final List<Meter> meters = new ArrayList<>();
    private final LongAdder lostNanos = new LongAdder();
    private final CrashPoints points;
    private final Template template = Template.deployed();
    private final Set<String> missingRights = ConcurrentHashMap.newKeySet();
    private final AtomicLong crashes = new AtomicLong();
    private final AtomicLong throttles = new AtomicLong();

    /**
     * @param variables of any function: what it is told apart from its name is the same for all
     * @param secrets file with the vendors' secrets
     */
    Environments(Faults faults, Emulators emulators, Map<String, String> variables, Path secrets) {
        this.faults = faults;
        this.emulators = emulators;
        this.variables = new HashMap<>(variables);
        this.variables.put("LABELMILL_STAGE", "test");
        this.variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
        this.secrets = secrets;
        points = new CrashPoints(faults.crashed() > 0);
    }

    /** Every function by name, each in environments of its own. */
    Map<String, UnaryOperator<byte[]>> handlers() {
        Map<String, UnaryOperator<byte[]>> handlers = new HashMap<>();
        handlers.put("intake", environment("intake", Services::intake));
        handlers.put("prelabel", environment("prelabel", Services::prelabel));
        handlers.put("dispatch", environment("dispatch", Services::dispatch));
        handlers.put("webhook", environment("webhook", Services::webhook));
        handlers.put("collect", environment("collect", Services::collect));
        handlers.put("notify", environment("notify", Services::notifications));
        handlers.put("pretask", environment("pretask", Services::pretask));
        handlers.put("consolidate", environment("consolidate", Services::consolidate));
        handlers.put("score", environment("score", Services::score));
        handlers.put("tally", environment("tally", Services::tally));
        handlers.put("train", environment("train", Services::train));
        handlers.put("advance", environment("advance", Services::advance));
        handlers.put("publish", environment("publish", Services::publish));
        handlers.put("finish", environment("finish", Services::finish));
        return handlers;
    }

    /** One execution environment after the other: a crash ends one, with all it remembered. */
    private UnaryOperator<byte[]> environment(String function, Function<Services, Handler> chosen) {
        return new UnaryOperator<>() {
            private Handler handler;

            @Override
            public byte[] apply(byte[] event) {
                Handler alive = alive();
                try {
                    return answer(alive, event);
                } catch (SimulatedCrash crash) {
                    forget(alive);
                    throw crash;
                }
            }

            private synchronized Handler alive() {
                if (handler == null) {
                    handler = chosen.apply(services(function, new FileSecrets(secrets), Clock.systemUTC()));
                }
                return handler;
            }

            private synchronized void forget(Handler dead) {
                handler = handler == dead ? null : handler;
            }
        };
    }

    /** One more environment of the webhook, which knows other vendors and has a time of its own. */
    UnaryOperator<byte[]> webhook(SecretSource vendors, InstantSource clock) {
        Handler handler = services("webhook", vendors, clock).webhook();
        return event -> answer(handler, event);
    }

    private static byte[] answer(Handler handler, byte[] event) {
        try {
            return Json.MAPPER.writeValueAsBytes(handler.handle(Json.MAPPER.readTree(event)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Services services(String function, SecretSource vendors, InstantSource clock) {
        Meter meter = new Meter(prices, 512, this::doubt);
        synchronized (meters) {
            meters.add(meter);
        }
        List<ExecutionInterceptor> watchers =
                List.of(new MeteringInterceptor(meter), GrantedRights.of(function, template, missingRights));
        Clients clients = new Clients(
                client(FaultyHttp.Service.DYNAMODB, AwsClients.dynamoDbBuilder(emulators.dynamoDb()), watchers),
                client(FaultyHttp.Service.S3, AwsClients.s3Builder(emulators.s3()), watchers),
                DoublingQueue.around(
                        client(FaultyHttp.Service.SQS, AwsClients.sqsBuilder(emulators.sqs()), watchers), faults));
        return new Services(Configuration.of(variables), clients, vendors, List::of, meter, System.out, clock);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            FaultyHttp.Service service, B builder, List<ExecutionInterceptor> watchers) {
        ClientOverrideConfiguration.Builder own = builder.overrideConfiguration().toBuilder();
        watchers.forEach(own::addExecutionInterceptor);
        return builder.overrideConfiguration(own.build())
                .httpClient(
                        new FaultyHttp(UrlConnectionHttpClient.create(), service, faults, points, crashes, throttles))
                .build();
    }

    /** Everything that was metered in any environment, dead ones too, in picodollars. */
    long meteredPicos() {
        synchronized (meters) {
            return meters.stream().mapToLong(Meter::totalPicos).sum();
        }
    }

    /** What rode on writes that died before they took effect. */
    long lostPicos() {
        return lostNanos.sum() * 1000;
    }

    /** What was metered and has not ridden on a row yet, in dead environments too. */
    long untakenPicos() {
        synchronized (meters) {
            return meters.stream().mapToLong(Meter::untakenPicos).sum();
        }
    }

    /** What functions asked for without a right to it in the template, in sentences. */
    Set<String> missingRights() {
        return missingRights;
    }

    CrashPoints points() {
        return points;
    }

    long crashes() {
        return crashes.get();
    }

    long throttles() {
        return throttles.get();
    }

    /** Here it is known what nobody knows in production: whether a write that failed took effect all the same. */
    private void doubt(long nanos, Throwable failure) {
        if (!(failure instanceof SimulatedCrash crash && crash.afterTheRow())) {
            lostNanos.add(nanos);
        }
    }
}
