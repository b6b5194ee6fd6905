package dev.labelmill.lambda.prelabel.hosted;

import dev.labelmill.core.hosted.CallSettings;
import dev.labelmill.core.hosted.HostedModel;
import dev.labelmill.core.hosted.HostedSettings;
import dev.labelmill.core.hosted.LabelNames;
import dev.labelmill.core.hosted.ModelAccess;
import dev.labelmill.core.hosted.ModelPrice;
import dev.labelmill.core.prelabel.Attempt;
import dev.labelmill.core.prelabel.Content;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;

/** Asks a hosted model about items, never more calls at a time than it may, and tells what that cost. */
public final class HostedLabeler implements AutoCloseable {

    private final String model;
    private final int itemsPerCall;
    private final ModelCall call;
    private final Duration attempt;
    private final ExecutorService callers;

    private HostedLabeler(HostedModel model, int concurrency, Duration attempt, ModelCall call) {
        this.model = model.id();
        this.itemsPerCall = model.itemsPerCall();
        this.call = call;
        this.attempt = attempt;
        this.callers = Executors.newFixedThreadPool(concurrency, task -> {
            Thread thread = new Thread(task, "hosted-labeler");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * The labeler that a batch asks for.
     *
     * @param classes the batch's, in the order of the distributions
     * @throws IllegalArgumentException saying in one sentence why this deployment has it not
     */
    public static HostedLabeler of(
            HostedSettings settings, List<String> classes, ModelAccess access, ModelClients clients) {
        ModelPrice price = access.admit(settings);
        CallSettings calls = settings.calls();
        LabelNames.Index names = settings.names().index(classes);
        HostedModel model = settings.model();
        ModelCall call;
        if (model instanceof HostedModel.Endpoint endpoint) {
            call = new EndpointCall(clients.client(SageMakerRuntimeClient.builder(), calls), endpoint, names, price);
        } else if (model instanceof HostedModel.Converse converse) {
            call = new ConverseCall(clients.client(BedrockRuntimeClient.builder(), calls), converse, classes, price);
        } else {
            HostedModel.DetectLabels labels = (HostedModel.DetectLabels) model;
            call = new DetectLabelsCall(clients.client(RekognitionClient.builder(), calls), labels, names, price);
        }
        return new HostedLabeler(model, access.concurrency(calls), Duration.ofSeconds(calls.timeoutSeconds()), call);
    }

    /**
     * Answers, and what they cost.
     *
     * @param answers one for each item, in their order
     * @param picos   picodollars, repetitions and calls that gave nothing included
     */
    public record Asked(List<Answer> answers, long picos) {}

    /**
     * Asks. Items' contents are brought only when their call is due, so that no more are in memory than calls are under way.
     *
     * @param time in which calls may begin, and by which they are cut off
     */
    public Asked ask(List<Supplier<Attempt<Content>>> items, AskingTime time) {
        AtomicLong picos = new AtomicLong();
        List<Future<List<Answer>>> futures = new ArrayList<>();
        for (int from = 0; from < items.size(); from += itemsPerCall) {
            List<Supplier<Attempt<Content>>> some = items.subList(from, Math.min(items.size(), from + itemsPerCall));
            futures.add(callers.submit(() -> answersOrNone(some, time, picos)));
        }
        List<Answer> answers = new ArrayList<>();
        for (Future<List<Answer>> future : futures) {
            answers.addAll(result(future));
        }
        return new Asked(answers, picos.get());
    }

    /** What fails here must not take along the answers to other items, which are paid for. */
    private List<Answer> answersOrNone(List<Supplier<Attempt<Content>>> items, AskingTime time, AtomicLong picos) {
        try {
            return time.fits(attempt)
                    ? answers(items, time, picos)
                    : Collections.nCopies(items.size(), new Answer.Late(false));
        } catch (RuntimeException failure) {
            // Its message may hold an item's content.
            String what = failure.getClass().getSimpleName();
            return Collections.nCopies(items.size(), new Answer.Unasked(model + " could not be asked: " + what));
        }
    }

    private List<Answer> answers(List<Supplier<Attempt<Content>>> items, AskingTime time, AtomicLong picos) {
        Answer[] answers = new Answer[items.size()];
        List<Content> contents = new ArrayList<>();
        List<Integer> asked = new ArrayList<>();
        for (int i = 0; i < answers.length; i++) {
            Attempt<Content> content = items.get(i).get();
            if (content.problem() != null) {
                answers[i] = new Answer.Unreadable(content.problem().getMessage());
                continue;
            }
            String objection = call.objection(content.value());
            if (!objection.isEmpty()) {
                answers[i] = new Answer.Unfit(objection);
                continue;
            }
            contents.add(content.value());
            asked.add(i);
        }
        if (!contents.isEmpty()) {
            List<Answer> given = asked(contents, time, picos);
            for (int i = 0; i < given.size(); i++) {
                answers[asked.get(i)] = given.get(i);
            }
        }
        return Arrays.asList(answers);
    }

    /** Whatever comes of it, it is paid for. Of several items that are refused together each half is asked about again. */
    private List<Answer> asked(List<Content> contents, AskingTime time, AtomicLong picos) {
        Duration left = time.left();
        if (left.isZero()) {
            return Collections.nCopies(contents.size(), new Answer.Late(false));
        }
        Attempts attempts = new Attempts(left);
        try {
            ModelCall.Reply reply = call.ask(contents, attempts);
            picos.addAndGet(reply.picos()
                    + (attempts.carriedOut() - 1 + attempts.unanswered()) * call.unansweredPicos(contents));
            return reply.answers();
        } catch (SdkException failure) {
            picos.addAndGet((attempts.carriedOut() + attempts.unanswered()) * call.unansweredPicos(contents));
            Answer answer = Failures.of(failure, model);
            return answer instanceof Answer.Refused && contents.size() > 1
                    ? halves(contents, time, picos)
                    : Collections.nCopies(contents.size(), answer);
        }
    }

    private List<Answer> halves(List<Content> contents, AskingTime time, AtomicLong picos) {
        int half = contents.size() / 2;
        List<Answer> answers = new ArrayList<>(asked(contents.subList(0, half), time, picos));
        answers.addAll(asked(contents.subList(half, contents.size()), time, picos));
        return answers;
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a hosted model", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        callers.shutdownNow();
        call.close();
    }
}
