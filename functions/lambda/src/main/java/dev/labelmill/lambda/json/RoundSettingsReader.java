package dev.labelmill.lambda.json;

import dev.labelmill.core.rounds.Rest;
import dev.labelmill.core.rounds.RoundSettings;
import dev.labelmill.core.sampling.ActiveLab;
import dev.labelmill.core.sampling.Diverse;
import dev.labelmill.core.sampling.Entropy;
import dev.labelmill.core.sampling.LeastConfidence;
import dev.labelmill.core.sampling.Margin;
import dev.labelmill.core.sampling.RandomOrder;
import dev.labelmill.core.sampling.Strategy;
import dev.labelmill.core.sampling.Stratified;
import dev.labelmill.core.sampling.UncertainDiverse;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Reads {@code rounds} of batch.json. */
final class RoundSettingsReader {

    private static final List<Strategy> STRATEGIES = List.of(
            new UncertainDiverse(),
            new Diverse(),
            new Margin(),
            new LeastConfidence(),
            new Entropy(),
            new RandomOrder(),
            ActiveLab.UNINFORMED);

    private static final int DEFAULT_MOST = 10;
    private static final BigDecimal DEFAULT_CALIBRATION_SHARE = new BigDecimal("0.5");

    private RoundSettingsReader() {}

    /**
     * @param batch all of batch.json, for {@code autoAccept}
     * @throws IllegalArgumentException saying in one sentence which field is wrong and what it should be
     */
    static RoundSettings read(Fields fields, Fields batch) {
        Fields accept = batch.optionalObject("autoAccept")
                .orElseThrow(() -> new IllegalArgumentException(
                        "rounds needs autoAccept: its targetError and confidence say how good the head must become"));
        try {
            RoundSettings settings = new RoundSettings(
                    fields.small("firstSample"),
                    fields.small("perRound"),
                    fields.has("most") ? fields.small("most") : DEFAULT_MOST,
                    fields.whole("labelBudget"),
                    strategy(fields),
                    (fields.has("calibrationShare") ? fields.decimal("calibrationShare") : DEFAULT_CALIBRATION_SHARE)
                            .doubleValue(),
                    accept.decimal("targetError").doubleValue(),
                    accept.decimal("confidence").doubleValue(),
                    Rest.PEOPLE);
            fields.requireNothingElse();
            return settings;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    e.getMessage().startsWith("rounds.") ? e.getMessage() : "rounds: " + e.getMessage(), e);
        }
    }

    private static Strategy strategy(Fields fields) {
        String name = fields.string("strategy", STRATEGIES.get(0).name());
        if (name.equals(Stratified.NAME)) {
            return new Stratified(fields.string("field"));
        }
        return STRATEGIES.stream()
                .filter(strategy -> strategy.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(fields.at("strategy") + " must be one of "
                        + STRATEGIES.stream().map(Strategy::name).collect(Collectors.joining(", ")) + ", "
                        + Stratified.NAME + ", not \"" + name + "\""));
    }
}
