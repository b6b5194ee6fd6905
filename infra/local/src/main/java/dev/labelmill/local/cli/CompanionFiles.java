package dev.labelmill.local.cli;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.PrelabelSettings.InlineRules;
import dev.labelmill.core.batch.PrelabelSettings.RuleSetting;
import dev.labelmill.core.batch.PrelabelSettings.RulesFile;
import dev.labelmill.lambda.json.RulesReader;
import dev.labelmill.lambda.prelabel.GoldAnswers;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Rules and known answers of a batch folder, read as the functions read them, so that what would fail the batch is told before
 * anything runs.
 *
 * @param folder       of the batch
 * @param settingsFile its batch.json, or what stands in for it
 * @param settings     read from that
 */
record CompanionFiles(Path folder, Path settingsFile, BatchSettings settings) {

    /** @throws Refusal naming the file and the rule in it that is wrong */
    void requireRules() throws IOException {
        if (settings.prelabel() instanceof InlineRules inline) {
            requireUsable(settingsFile.getFileName().toString(), inline.rules());
        } else if (settings.prelabel() instanceof RulesFile file) {
            requireUsable(file.file(), rules(file));
        }
    }

    private List<RuleSetting> rules(RulesFile file) throws IOException {
        byte[] json = Files.readAllBytes(folder.resolve(file.file()));
        try {
            return RulesReader.read(file.file(), json, file.combination());
        } catch (IllegalArgumentException wrong) {
            throw Refusal.ofInput(wrong.getMessage() + ".");
        }
    }

    private void requireUsable(String file, List<RuleSetting> rules) {
        try {
            RulesReader.labeler(rules, settings.singleChoice());
        } catch (IllegalArgumentException wrong) {
            throw Refusal.ofFile(file, wrong.getMessage());
        }
    }

    /**
     * Ids of the items with a known answer; none for a batch without gold.
     *
     * @throws Refusal naming the line of gold.jsonl that is wrong
     */
    Set<String> gold() throws IOException {
        if (settings.gold().isEmpty()) {
            return Set.of();
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(folder.resolve("gold.jsonl")))) {
            return GoldAnswers.read(in, settings).items();
        } catch (IllegalArgumentException wrong) {
            throw Refusal.ofInput(wrong.getMessage() + ".");
        }
    }
}
