namespace Assay.Economics;

/// <summary>What is known of a quantity: one value, or how it may lie.</summary>
public abstract record Distribution
{
    private Distribution()
    {
    }

    /// <summary>The value below which a share <paramref name="u"/> (0 to 1, ends excluded) of the outcomes lies.</summary>
    public abstract double Quantile(double u);

    /// <summary>The value of a calculation without chance: mode of a triangle and of a beta (the observed share, where it comes from counts), median of a lognormal, mean of the others.</summary>
    public abstract double Base { get; }

    /// <summary>The mean.</summary>
    public abstract double Mean { get; }

    /// <summary>How it is written, for the list of assumptions.</summary>
    public abstract string Text { get; }

    /// <summary>Whether it has more than one outcome.</summary>
    public virtual bool Varies => true;

    /// <summary>Answers that an evaluation rests on, where it comes from counts; otherwise null.</summary>
    public virtual double? Observations => null;

    /// <summary>One value.</summary>
    public sealed record Fixed(double Value) : Distribution
    {
        /// <inheritdoc/>
        public override double Base => Value;

        /// <inheritdoc/>
        public override double Mean => Value;

        /// <inheritdoc/>
        public override string Text => Numbers.Text(Value);

        /// <inheritdoc/>
        public override bool Varies => false;

        /// <inheritdoc/>
        public override double Quantile(double u) => Value;
    }

    /// <summary>A triangle between two ends with its peak between them.</summary>
    public sealed record Triangular(double Low, double Mode, double High) : Distribution
    {
        /// <inheritdoc/>
        public override double Base => Mode;

        /// <inheritdoc/>
        public override double Mean => (Low + Mode + High) / 3;

        /// <inheritdoc/>
        public override string Text => $"triangular {Numbers.Text(Low)}, {Numbers.Text(Mode)}, {Numbers.Text(High)}";

        /// <inheritdoc/>
        public override double Quantile(double u)
        {
            var width = High - Low;
            if (width <= 0) return Mode;
            var peak = (Mode - Low) / width;
            return u < peak ? Low + Math.Sqrt(u * width * (Mode - Low)) : High - Math.Sqrt((1 - u) * width * (High - Mode));
        }
    }

    /// <summary>Any value between two ends, all alike.</summary>
    public sealed record Uniform(double Low, double High) : Distribution
    {
        /// <inheritdoc/>
        public override double Base => Mean;

        /// <inheritdoc/>
        public override double Mean => (Low + High) / 2;

        /// <inheritdoc/>
        public override string Text => $"uniform {Numbers.Text(Low)} to {Numbers.Text(High)}";

        /// <inheritdoc/>
        public override double Quantile(double u) => Low + (u * (High - Low));
    }

    /// <summary>A normal distribution.</summary>
    public sealed record Normal(double Center, double Deviation) : Distribution
    {
        /// <inheritdoc/>
        public override double Base => Center;

        /// <inheritdoc/>
        public override double Mean => Center;

        /// <inheritdoc/>
        public override string Text => $"normal {Numbers.Text(Center)} +/- {Numbers.Text(Deviation)}";

        /// <inheritdoc/>
        public override double Quantile(double u) => Center + (Deviation * Numbers.NormalQuantile(u));
    }

    /// <summary>A quantity whose logarithm is normal: errors by a factor.</summary>
    public sealed record LogNormal(double Median, double Sigma) : Distribution
    {
        /// <inheritdoc/>
        public override double Base => Median;

        /// <inheritdoc/>
        public override double Mean => Median * Math.Exp(Sigma * Sigma / 2);

        /// <inheritdoc/>
        public override string Text => $"lognormal, median {Numbers.Text(Median)}, sigma {Numbers.Text(Sigma)}";

        /// <inheritdoc/>
        public override double Quantile(double u) => Median * Math.Exp(Sigma * Numbers.NormalQuantile(u));
    }

    /// <summary>A share that is known from counts: <c>a</c> right and <c>b</c> wrong, each with what was known before.</summary>
    public sealed record Beta(double A, double B) : Distribution
    {
        private readonly Lazy<BetaQuantiles> _quantiles = new(() => new BetaQuantiles(A, B));

        /// <inheritdoc/>
        public override double Base => A > 1 && B > 1 ? (A - 1) / (A + B - 2) : Mean;

        /// <inheritdoc/>
        public override double Mean => A / (A + B);

        /// <inheritdoc/>
        public override string Text => $"beta {Numbers.Text(A)}, {Numbers.Text(B)}";

        /// <inheritdoc/>
        public override double? Observations => A + B;

        /// <inheritdoc/>
        public override double Quantile(double u) => _quantiles.Value.At(u);
    }

    /// <summary>Another distribution in other units.</summary>
    public sealed record Scaled(Distribution Inner, double Factor) : Distribution
    {
        /// <inheritdoc/>
        public override double Base => Inner.Base * Factor;

        /// <inheritdoc/>
        public override double Mean => Inner.Mean * Factor;

        /// <inheritdoc/>
        public override string Text => Inner.Text;

        /// <inheritdoc/>
        public override bool Varies => Inner.Varies;

        /// <inheritdoc/>
        public override double Quantile(double u) => Inner.Quantile(u) * Factor;
    }
}
