// c[t] = f[t] * c[t-1] + z[t], for all words of a batch: the one loop of the encoder that Python would be slow at.
// Tensors are time × batch × width; the first half of the width runs forwards, the second half backwards.
#include <torch/extension.h>
#include <vector>

torch::Tensor forward(torch::Tensor f, torch::Tensor z) {
  auto c = torch::empty_like(z);
  const int64_t T = z.size(0), B = z.size(1), D = z.size(2), H = D / 2;
  const float *pf = f.data_ptr<float>(), *pz = z.data_ptr<float>();
  float *pc = c.data_ptr<float>();
  for (int64_t k = 0; k < T; k++)
    for (int64_t b = 0; b < B; b++) {
      const int64_t now = (k * B + b) * D, then = ((k - 1) * B + b) * D;
      const int64_t back = ((T - 1 - k) * B + b) * D + H, next = ((T - k) * B + b) * D + H;
      for (int64_t i = 0; i < H; i++) pc[now + i] = (k ? pf[now + i] * pc[then + i] : 0.f) + pz[now + i];
      for (int64_t i = 0; i < H; i++) pc[back + i] = (k ? pf[back + i] * pc[next + i] : 0.f) + pz[back + i];
    }
  return c;
}

std::vector<torch::Tensor> backward(torch::Tensor f, torch::Tensor c, torch::Tensor dc) {
  auto df = torch::zeros_like(f), dz = dc.clone();
  const int64_t T = f.size(0), B = f.size(1), D = f.size(2), H = D / 2;
  const float *pf = f.data_ptr<float>(), *pc = c.data_ptr<float>();
  float *pdf = df.data_ptr<float>(), *pdz = dz.data_ptr<float>();
  for (int64_t k = 0; k + 1 < T; k++)
    for (int64_t b = 0; b < B; b++) {
      const int64_t now = ((T - 1 - k) * B + b) * D, then = ((T - 2 - k) * B + b) * D;
      const int64_t back = (k * B + b) * D + H, next = ((k + 1) * B + b) * D + H;
      for (int64_t i = 0; i < H; i++) {
        pdf[now + i] = pdz[now + i] * pc[then + i];
        pdz[then + i] += pdz[now + i] * pf[now + i];
        pdf[back + i] = pdz[back + i] * pc[next + i];
        pdz[next + i] += pdz[back + i] * pf[back + i];
      }
    }
  return {df, dz};
}

PYBIND11_MODULE(TORCH_EXTENSION_NAME, m) {
  m.def("forward", &forward);
  m.def("backward", &backward);
}
