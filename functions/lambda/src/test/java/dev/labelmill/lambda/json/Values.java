package dev.labelmill.lambda.json;

import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Choice;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.core.label.LabelValue.Grade;
import dev.labelmill.core.label.LabelValue.Markup;
import dev.labelmill.core.label.LabelValue.Quantity;
import dev.labelmill.core.label.LabelValue.Selection;
import dev.labelmill.core.span.Span;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/** Labels of every type, of up to 64 classes. */
public final class Values implements ArbitrarySupplier<LabelValue> {

    @Override
    public Arbitrary<LabelValue> get() {
        return Arbitraries.oneOf(
                classes().map(Choice::new),
                classes().list().ofMaxSize(70).map(Selection::of),
                Arbitraries.integers().map(Grade::new),
                Arbitraries.doubles().between(-1e100, 1e100).ofScale(30).map(Quantity::new),
                boxes().list().ofMaxSize(5).map(Drawing::new),
                spans().list().ofMaxSize(5).map(Markup::new));
    }

    private static Arbitrary<Integer> classes() {
        return Arbitraries.integers().between(0, 63);
    }

    private static Arbitrary<Box> boxes() {
        Arbitrary<Double> pixels = Arbitraries.doubles().between(-1e9, 1e9).ofScale(12);
        return Combinators.combine(pixels, pixels, pixels, pixels, classes()).as(Box::new);
    }

    private static Arbitrary<Span> spans() {
        return Combinators.combine(Arbitraries.integers(), Arbitraries.integers(), classes())
                .as(Span::new);
    }
}
