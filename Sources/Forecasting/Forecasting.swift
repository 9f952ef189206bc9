// The room Forecasting.
