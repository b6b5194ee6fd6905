package dev.labelmill.local.vendors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.lambda.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * One webhook to send.
 *
 * @param id      the same for a delivery that is sent again
 * @param batch   of all its answers
 * @param answers that it holds
 * @param delay   from the reading of the task file to the sending
 */
record Delivery(String id, String batch, List<Answer> answers, Duration delay) {

    /** Labels a delivery holds at most. */
    static final int MAX_LABELS = 25;

    private static final int MILLI_DIGITS = 3;

    Delivery {
        answers = List.copyOf(answers);
    }

    /** The deliveries of one task file's answers, in the order of sending; the same again for the same file. */
    static List<Delivery> plan(Draw draw, String vendor, Habits habits, List<Answer> answers) {
        List<Answer> ordered = habits.shuffle() ? shuffled(draw, answers) : answers;
        List<Delivery> deliveries = new ArrayList<>();
        for (int from = 0; from < ordered.size(); from += MAX_LABELS) {
            List<Answer> part = ordered.subList(from, Math.min(from + MAX_LABELS, ordered.size()));
            deliveries.addAll(once(draw, vendor, habits, part));
        }
        return habits.shuffle() ? byDelay(deliveries) : inOrder(deliveries);
    }

    /** The body, {@code labelmill.labels.v1}. */
    byte[] body(Instant now) {
        ObjectNode body = Json.object().put("type", "labels.submitted").put("timestamp", now.toString());
        ObjectNode data = body.putObject("data").put("batch", batch);
        ArrayNode labels = data.putArray("labels");
        for (Answer answer : answers) {
            ObjectNode label = labels.addObject()
                    .put("task", answer.task().item())
                    .put("dispatch", answer.task().dispatch())
                    .put("annotator", answer.annotator())
                    .put("choice", answer.choice());
            answer.millis().ifPresent(millis -> label.put("seconds", BigDecimal.valueOf(millis, MILLI_DIGITS)));
            label.put("revision", 1);
        }
        return Json.write(body).getBytes(StandardCharsets.UTF_8);
    }

    /** One delivery, or two of the same id if this is one that is sent twice. */
    private static List<Delivery> once(Draw draw, String vendor, Habits habits, List<Answer> part) {
        Answer first = part.get(0);
        String[] name = {vendor, first.task().dispatch(), first.task().item(), first.annotator()};
        String id = "msg_" + HexFormat.of().toHexDigits(draw.bits(with("delivery", name)));
        String batch = first.task().batch();
        Delivery delivery = new Delivery(id, batch, part, delay(draw, habits, with("delay", name)));
        if (draw.uniform(with("duplicate", name)) >= habits.duplicates()) {
            return List.of(delivery);
        }
        return List.of(delivery, new Delivery(id, batch, part, delay(draw, habits, with("delay-again", name))));
    }

    private static Duration delay(Draw draw, Habits habits, String[] name) {
        long span = habits.longest().minus(habits.shortest()).toNanos();
        return habits.shortest().plusNanos(Math.round(draw.uniform(name) * span));
    }

    private static List<Answer> shuffled(Draw draw, List<Answer> answers) {
        List<Answer> shuffled = new ArrayList<>(answers);
        shuffled.sort(Comparator.comparingLong(answer ->
                draw.bits("shuffle", answer.task().dispatch(), answer.task().item(), answer.annotator())));
        return shuffled;
    }

    private static List<Delivery> byDelay(List<Delivery> deliveries) {
        return deliveries.stream().sorted(Comparator.comparing(Delivery::delay)).toList();
    }

    /** The same deliveries in the same order, with the drawn delays handed out in ascending order. */
    private static List<Delivery> inOrder(List<Delivery> deliveries) {
        List<Duration> delays =
                new ArrayList<>(deliveries.stream().map(Delivery::delay).toList());
        Collections.sort(delays);
        List<Delivery> ordered = new ArrayList<>();
        for (int i = 0; i < deliveries.size(); i++) {
            Delivery delivery = deliveries.get(i);
            ordered.add(new Delivery(delivery.id(), delivery.batch(), delivery.answers(), delays.get(i)));
        }
        return ordered;
    }

    private static String[] with(String purpose, String[] name) {
        String[] parts = new String[name.length + 1];
        parts[0] = purpose;
        System.arraycopy(name, 0, parts, 1, name.length);
        return parts;
    }
}
