"""Golden values of convolution, pooling, resizing and the blocks of convolutional networks."""
import torch
import torch.nn as nn
import torch.nn.functional as F

from golden import case, layer, write

case("conv2d/plain", F.conv2d, (2, 3, 5, 7), (4, 3, 3, 3), (4,))
case("conv2d/stride", F.conv2d, (2, 3, 5, 7), (4, 3, 3, 2), (4,), stride=(2, 3), padding=(1, 0))
case("conv2d/dilation", F.conv2d, (1, 2, 7, 7), (3, 2, 3, 3), dilation=2, padding=2)
case("conv2d/groups", F.conv2d, (2, 4, 3, 5), (6, 2, 3, 3), (6,), groups=2, padding=1)
case("conv2d/depthwise", F.conv2d, (1, 3, 5, 5), (3, 1, 3, 3), (3,), groups=3, padding=1)
case("conv2d/one", F.conv2d, (1, 1, 1, 1), (1, 1, 1, 1), (1,))
case("conv2d/no bias", F.conv2d, (2, 3, 5, 5), (4, 3, 1, 1))
case("conv2d/permuted", lambda x, w: F.conv2d(x.permute(0, 3, 1, 2), w, padding=1), (2, 5, 3, 2), (3, 2, 3, 3))
case("conv2d/empty", F.conv2d, (0, 2, 3, 3), (3, 2, 3, 3), (3,))
case("conv1d/plain", F.conv1d, (2, 3, 7), (5, 3, 3), (5,))
case("conv1d/all", F.conv1d, (2, 4, 11), (6, 2, 3), (6,), stride=2, padding=2, dilation=2, groups=2)
case("conv_transpose2d/plain", F.conv_transpose2d, (2, 3, 3, 5), (3, 4, 3, 3), (4,))
case("conv_transpose2d/stride", F.conv_transpose2d, (2, 3, 3, 4), (3, 2, 3, 3), (2,), stride=2, padding=1, output_padding=1)
case("conv_transpose2d/groups", F.conv_transpose2d, (1, 4, 3, 3), (4, 3, 2, 3), (6,), groups=2, dilation=(1, 2))
case("conv_transpose1d/plain", F.conv_transpose1d, (2, 3, 5), (3, 2, 3), (2,))
case("conv_transpose1d/stride", F.conv_transpose1d, (2, 3, 5), (3, 2, 4), (2,), stride=3, padding=1, output_padding=2)

case("max_pool2d/plain", F.max_pool2d, (2, 3, 4, 6), kernel_size=2)
case("max_pool2d/overlapping", F.max_pool2d, (1, 2, 7, 5), kernel_size=3, stride=2, padding=1)
case("average_pool2d/plain", F.avg_pool2d, (2, 3, 5, 7), kernel_size=2)
case("average_pool2d/padded", F.avg_pool2d, (1, 2, 5, 5), kernel_size=3, stride=2, padding=1)
case("average_pool2d/uncounted", F.avg_pool2d, (1, 2, 5, 5), kernel_size=3, stride=1, padding=1, count_include_pad=False)
case("mixed_pool2d/scalar", lambda x, a: a * F.max_pool2d(x, 2) + (1 - a) * F.avg_pool2d(x, 2), (2, 3, 4, 4), ())
case("max_pool1d/padded", F.max_pool1d, (2, 3, 7), kernel_size=3, stride=2, padding=1)
case("average_pool1d/plain", F.avg_pool1d, (2, 3, 7), kernel_size=3, stride=2)
case("global_average_pool/pictures", lambda x: x.mean((2, 3)), (2, 3, 4, 5))
case("global_max_pool/pictures", lambda x: x.amax((2, 3)), (2, 3, 4, 5))

case("upsample_nearest/two", F.interpolate, (1, 2, 3, 4), scale_factor=2, mode="nearest")
case("upsample_bilinear/two", F.interpolate, (1, 2, 3, 4), scale_factor=(2, 3), mode="bilinear", align_corners=False)
case("resize_nearest/odd", F.interpolate, (1, 2, 5, 3), size=(3, 7), mode="nearest")
case("resize_bilinear/odd", F.interpolate, (2, 1, 5, 3), size=(3, 7), mode="bilinear", align_corners=False)
case("resize_bilinear/one", F.interpolate, (1, 1, 1, 1), size=(2, 3), mode="bilinear", align_corners=False)

layer("Conv2d/stride", nn.Conv2d(2, 3, 3, stride=2, padding=1), (2, 2, 5, 5))
layer("Conv1d/plain", nn.Conv1d(2, 3, 3, bias=False), (2, 2, 7))
layer("ConvTranspose2d/stride", nn.ConvTranspose2d(2, 3, 2, stride=2), (2, 2, 3, 3))
layer("ConvTranspose1d/plain", nn.ConvTranspose1d(2, 3, 3), (2, 2, 5))


class Residual(nn.Module):
    """Of channels sizes[0] → sizes[1] → …; the first 3×3 strides. `before`: norm and ReLU stand before a convolution."""

    def __init__(self, sizes, kernels, stride=1, before=False, skip=True):
        super().__init__()
        self.count, self.before, self.skip = len(kernels), before, skip
        strides = [stride if i == kernels.index(3) else 1 for i in range(self.count)]
        for i in range(self.count):
            setattr(self, f"conv{i + 1}", nn.Conv2d(sizes[i], sizes[i + 1], kernels[i], strides[i], kernels[i] // 2, bias=False))
        for i in range(self.count):
            setattr(self, f"bn{i + 1}", nn.BatchNorm2d(sizes[i if before else i + 1]))
        if skip and (stride > 1 or sizes[0] != sizes[-1]):
            projection = nn.Conv2d(sizes[0], sizes[-1], 1, stride, bias=False)
            self.downsample = nn.Sequential(projection) if before else nn.Sequential(projection, nn.BatchNorm2d(sizes[-1]))

    def forward(self, x):
        way = (self.downsample(x) if hasattr(self, "downsample") else x) if self.skip else 0
        for i in range(1, self.count + 1):
            conv, norm = getattr(self, f"conv{i}"), getattr(self, f"bn{i}")
            x = conv(F.relu(norm(x))) if self.before else norm(conv(x))
            if not self.before and i < self.count:
                x = F.relu(x)
        return way + x if self.before else F.relu(way + x)


class Conv(nn.Module):
    def __init__(self, inputs, outputs, kernel):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2)

    def forward(self, x):
        return F.relu(self.conv(x))


class Inception(nn.Module):
    def __init__(self, inputs, one, three, five, pooled):
        super().__init__()
        self.branch1 = Conv(inputs, one, 1)
        self.branch2 = nn.Sequential(Conv(inputs, three[0], 1), Conv(*three, 3))
        self.branch3 = nn.Sequential(Conv(inputs, five[0], 1), Conv(*five, 5))
        self.branch4 = nn.Sequential(nn.MaxPool2d(3, 1, 1), Conv(inputs, pooled, 1))

    def forward(self, x):
        return torch.cat([branch(x) for branch in self.children()], 1)


class Separable(nn.Module):
    def __init__(self, inputs, outputs, stride=1):
        super().__init__()
        self.depthwise = nn.Conv2d(inputs, inputs, 3, stride, 1, groups=inputs, bias=False)
        self.pointwise = nn.Conv2d(inputs, outputs, 1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(inputs), nn.BatchNorm2d(outputs)

    def forward(self, x):
        return F.relu(self.bn2(self.pointwise(F.relu(self.bn1(self.depthwise(x))))))


class Squeeze(nn.Module):
    def __init__(self, channels, squeezed):
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(channels, squeezed), nn.Linear(squeezed, channels)

    def forward(self, x):
        return x * torch.sigmoid(self.fc2(F.relu(self.fc1(x.mean((2, 3))))))[:, :, None, None]


class DenseLayer(nn.Module):
    def __init__(self, inputs, growth):
        super().__init__()
        self.norm1, self.conv1 = nn.BatchNorm2d(inputs), nn.Conv2d(inputs, growth, 3, padding=1, bias=False)

    def forward(self, x):
        return torch.cat((x, self.conv1(F.relu(self.norm1(x)))), 1)


class Dense(nn.Sequential):
    def __init__(self, inputs, growth, count):
        super().__init__()
        for i in range(count):
            self.add_module(f"denselayer{i + 1}", DenseLayer(inputs + i * growth, growth))


layer("ResidualBlock/same", Residual((2, 2, 2), (3, 3)), (3, 2, 3, 3))
layer("ResidualBlock/stride", Residual((2, 3, 3), (3, 3), 2), (3, 2, 5, 5))
layer("ResidualBlock/before", Residual((2, 3, 3), (3, 3), before=True), (3, 2, 3, 3))
layer("ResidualBlock/no skip", Residual((2, 2, 2), (3, 3), skip=False), (3, 2, 3, 3))
layer("BottleneckBlock/stride", Residual((2, 1, 1, 4), (1, 3, 1), 2), (3, 2, 5, 5))
layer("BottleneckBlock/same", Residual((4, 1, 1, 4), (1, 3, 1)), (3, 4, 3, 3))
layer("BottleneckBlock/before", Residual((4, 2, 2, 8), (1, 3, 1), 2, before=True), (3, 4, 3, 3))
layer("InceptionBlock/plain", Inception(2, 1, (2, 3), (1, 2), 2), (2, 2, 5, 3))
layer("DepthwiseSeparableConv/stride", Separable(2, 3, 2), (3, 2, 5, 5))
layer("DepthwiseSeparableConv/plain", Separable(2, 3), (3, 2, 3, 3))
layer("SqueezeExcitation/plain", Squeeze(3, 2), (2, 3, 3, 3))
layer("DenseBlock/two", Dense(2, 2, 2), (3, 2, 3, 3))

write("conv.safetensors")
