package dev.labelmill.local.cli;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.BatchSettings.Audit;
import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.cost.Estimate;
import dev.labelmill.core.cost.PriceList;
import dev.labelmill.core.results.Dollars;
import dev.labelmill.core.work.PriceModel;
import dev.labelmill.lambda.cost.PriceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what a batch will cost before it is sent. */
@Command(
        name = "estimate",
        description = "Estimates what a batch will cost: labour, quality control, and the platform by service.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class EstimateCommand implements Callable<Integer> {

    private static final long MOST_ITEMS = 100_000_000_000L;
    private static final BigDecimal MOST_LABELS = BigDecimal.valueOf(25);
    private static final BigDecimal MOST_DOLLARS = BigDecimal.valueOf(10_000);
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(86_400);
    private static final int NANO_DIGITS = 9;

    @Option(names = "--items", paramLabel = "<n>", description = "usable items (with --batch: those of its manifest)")
    private Long items;

    @Option(
            names = "--auto-accept",
            paramLabel = "<share>",
            description = "of the items whose pre-label stands, 0 to 1 (default 0)")
    private BigDecimal autoAccept;

    @Option(
            names = "--labels",
            paramLabel = "<n>",
            description = "labels an item that goes to people (default 3, or overlap.min of --batch)")
    private BigDecimal labels;

    @Option(
            names = "--price",
            paramLabel = "<dollars>",
            description = "of a label (with --batch: its dearest crowd vendor's)")
    private BigDecimal price;

    @Option(
            names = "--seconds",
            paramLabel = "<n>",
            description =
                    "that a label takes, where vendors of --batch are paid by the hour (default: the most that are"
                            + " paid)")
    private BigDecimal seconds;

    @Option(
            names = "--gold",
            paramLabel = "<share>",
            description =
                    "of the items whose answer is known, 0 to 1 (default 0, or the items of --batch that gold.jsonl has)")
    private BigDecimal gold;

    @Option(
            names = "--audits",
            paramLabel = "<n>",
            description = "items that experts answer again (default 0, or those of --batch)")
    private Long audits;

    @Option(
            names = "--audit-price",
            paramLabel = "<dollars>",
            description = "of an audit (default: of a label, or the dearest expert vendor's of --batch)")
    private BigDecimal auditPrice;

    /** Items with a known answer, as the batch folder has them. */
    private long knownOfFolder;

    /** What its batch.json has experts answer again. */
    private Optional<Audit> auditOfFolder = Optional.empty();

    private final List<String> notes = new ArrayList<>();

    @Option(names = "--batch-size", paramLabel = "<n>", description = "items a batch (default: all in one)")
    private Long batchSize;

    @Option(names = "--batch", paramLabel = "<folder>", description = "take what is not given from this batch folder")
    private Path folder;

    @Option(
            names = "--prices",
            paramLabel = "<name>",
            defaultValue = "us-east-1-arm64",
            description = "price file: region and architecture (default ${DEFAULT-VALUE})")
    private String prices;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Optional<BatchFolder> batch = Optional.ofNullable(folder).map(BatchFolder::ofUpload);
        batch.ifPresent(this::fillFrom);
        Estimate estimate = estimate();
        batch.filter(known -> known.settings().budget().stop() && estimate.audits() > 0)
                .ifPresent(known -> noteKept(known.settings(), estimate));
        new EstimateTable(estimate, notes).print(spec.commandLine().getOut());
        return 0;
    }

    /** What a budget that stops keeps back from the crowd. */
    private void noteKept(BatchSettings settings, Estimate estimate) {
        BigDecimal kept =
                BigDecimal.valueOf(estimate.auditNanos(), NANO_DIGITS).multiply(BigDecimal.valueOf(estimate.audits()));
        notes.add("Of the budget of $"
                + Dollars.of(settings.budget().nanos().orElseThrow()).toPlainString()
                + " the crowd leaves what audits of its labels cost, $"
                + kept.stripTrailingZeros().toPlainString() + " for all of them.");
    }

    private void fillFrom(BatchFolder batch) {
        BatchSettings settings = batch.settings();
        ManifestFile.Size size = size(batch);
        items = items == null ? Long.valueOf(size.items()) : items;
        labels = labels == null ? BigDecimal.valueOf(settings.overlap().min()) : labels;
        price = price == null ? dearest(settings, Tier.CROWD) : price;
        if (auditPrice == null && settings.vendors().stream().anyMatch(vendor -> vendor.tier() == Tier.EXPERT)) {
            auditPrice = dearest(settings, Tier.EXPERT);
        }
        auditOfFolder = settings.audit();
        if (gold == null && settings.gold().isPresent()) {
            knownOfFolder = Math.min(items, size.known());
            notes.add("Known answers are those items that gold.jsonl has.");
        }
        if (autoAccept == null
                && (settings.autoAccept().isPresent()
                        || settings.prelabel().acceptedUntested().isPresent())) {
            notes.add("How many items the model will be trusted with shows in a run; tell a share by --auto-accept.");
        }
    }

    /** What a label of the dearest vendor costs, of an item of its dearest tier. */
    private BigDecimal dearest(BatchSettings settings, Tier tier) {
        List<PriceModel> prices = settings.vendors().stream()
                .filter(vendor -> vendor.tier() == tier)
                .map(Vendor::price)
                .toList();
        OptionalLong dearest = seconds == null
                ? prices.stream().mapToLong(PriceModel::most).max()
                : prices.stream().mapToLong(price -> price.most(millis())).max();
        if (seconds == null && prices.stream().anyMatch(PriceModel::dependsOnTime)) {
            notes.add("Labels of a vendor of tier " + tier.name().toLowerCase(Locale.ROOT)
                    + " are paid by the hour and counted as long as any is paid: tell by --seconds what one takes.");
        }
        return BigDecimal.valueOf(dearest.orElse(0), NANO_DIGITS);
    }

    private long millis() {
        return between("--seconds", seconds, BigDecimal.valueOf(1, 3), MOST_SECONDS)
                .movePointRight(3)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static ManifestFile.Size size(BatchFolder batch) {
        try {
            return new ManifestFile(batch.manifest()).size(batch.gold());
        } catch (IOException e) {
            throw new UncheckedIOException(batch.manifest() + " cannot be read", e);
        }
    }

    private Estimate estimate() {
        // What is there and wrong is told before what is missing.
        BigDecimal each =
                between("--labels", labels == null ? BigDecimal.valueOf(3) : labels, BigDecimal.ONE, MOST_LABELS);
        BigDecimal accepted = between("--auto-accept", orNone(autoAccept), BigDecimal.ZERO, BigDecimal.ONE);
        BigDecimal known = between("--gold", orNone(gold), BigDecimal.ZERO, BigDecimal.ONE);
        if (accepted.add(known).compareTo(BigDecimal.ONE) > 0) {
            throw Refusal.ofInput("--auto-accept and --gold are shares of all items and together at most 1, not "
                    + accepted.add(known).toPlainString() + ".");
        }
        long count = count("--items", required("--items", items), 1, MOST_ITEMS);
        long label = nanos("--price", required("--price", price));
        long audit = nanos("--audit-price", auditPrice == null ? price : auditPrice);
        long knownItems = gold == null ? Math.min(count, knownOfFolder) : share(count, known);
        long acceptedItems = Math.min(share(count, accepted), count - knownItems);
        long again = audits == null
                ? auditsOfFolder(count - knownItems, acceptedItems)
                : count("--audits", audits, 0, count - knownItems);
        long size = count("--batch-size", batchSize == null ? count : batchSize, 1, MOST_ITEMS);
        return new Estimate(
                count, acceptedItems, knownItems, again, each, label, audit, (count - 1) / size + 1, priceList());
    }

    /** Known items are never audited, and no more of either kind than there will be: what is accepted is told, or may be all. */
    private long auditsOfFolder(long unknown, long accepted) {
        if (auditOfFolder.isEmpty()) {
            return 0;
        }
        long ofAccepted = auditOfFolder.get().autoAccepted();
        long ofHuman = auditOfFolder.get().human();
        return autoAccept == null
                ? Math.min(unknown, ofAccepted + ofHuman)
                : Math.min(accepted, ofAccepted) + Math.min(unknown - accepted, ofHuman);
    }

    private static BigDecimal orNone(BigDecimal share) {
        return share == null ? BigDecimal.ZERO : share;
    }

    private PriceList priceList() {
        try {
            return PriceFile.shipped(prices);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.ofInput("--prices: " + wrong.getMessage() + ".");
        }
    }

    private static <T> T required(String option, T value) {
        if (value == null) {
            throw Refusal.ofInput(option + " is missing; give it, or --batch.");
        }
        return value;
    }

    private static long count(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw Refusal.ofInput(option + " must be " + least + " to " + most + ", not " + value + ".");
        }
        return value;
    }

    private static BigDecimal between(String option, BigDecimal value, BigDecimal least, BigDecimal most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw Refusal.ofInput(
                    option + " must be " + least + " to " + most + ", not " + value.toPlainString() + ".");
        }
        return value;
    }

    private static long nanos(String option, BigDecimal dollars) {
        try {
            return between(option, dollars, BigDecimal.ZERO, MOST_DOLLARS)
                    .movePointRight(NANO_DIGITS)
                    .longValueExact();
        } catch (ArithmeticException tooFine) {
            throw Refusal.ofInput(option + " must be whole nano-dollars, not " + dollars.toPlainString() + ".");
        }
    }

    private static long share(long count, BigDecimal share) {
        return share.multiply(BigDecimal.valueOf(count))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
