package dev.labelmill.local.stack;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** A client of SQS that sends some messages twice and delays them by different times, as a standard queue may. */
final class DoublingQueue {

    private static final int LONGEST_DELAY_SECONDS = 1;

    private DoublingQueue() {}

    static SqsClient around(SqsClient real, Faults faults) {
        SplittableRandom random = faults.random("queue");
        return (SqsClient) Proxy.newProxyInstance(
                DoublingQueue.class.getClassLoader(), new Class<?>[] {SqsClient.class}, (proxy, method, arguments) -> {
                    if (arguments != null && arguments.length == 1 && arguments[0] instanceof SendMessageRequest one) {
                        return sendOne(real, one, faults, random);
                    }
                    if (method.getName().equals("sendMessageBatch")
                            && arguments[0] instanceof SendMessageBatchRequest batch) {
                        return real.sendMessageBatch(doubled(batch, faults, random));
                    }
                    try {
                        return method.isDefault() && arguments != null && arguments[0] instanceof Consumer<?>
                                ? InvocationHandler.invokeDefault(proxy, method, arguments)
                                : method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Object sendOne(SqsClient real, SendMessageRequest one, Faults faults, SplittableRandom random) {
        Object answer = real.sendMessage(
                one.toBuilder().delaySeconds(delay(faults, random)).build());
        synchronized (random) {
            if (random.nextDouble() < faults.doubled()) {
                real.sendMessage(one);
            }
        }
        return answer;
    }

    private static SendMessageBatchRequest doubled(
            SendMessageBatchRequest batch, Faults faults, SplittableRandom random) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (SendMessageBatchRequestEntry entry : batch.entries()) {
            entries.add(entry.toBuilder().delaySeconds(delay(faults, random)).build());
            synchronized (random) {
                if (random.nextDouble() < faults.doubled()
                        && entries.size() + batch.entries().size() < 10) {
                    entries.add(entry.toBuilder().id(entry.id() + "-again").build());
                }
            }
        }
        return batch.toBuilder().entries(entries).build();
    }

    private static int delay(Faults faults, SplittableRandom random) {
        synchronized (random) {
            return faults.delayed() ? random.nextInt(LONGEST_DELAY_SECONDS + 1) : 0;
        }
    }
}
